import { Duplex } from 'node:stream'
import { demultiplexer } from './demux.ts'

/**
 * The standard input and output of an exec without a terminal as one stream, with what http.Agent needs of a socket.
 * What it says on its standard error makes it end with an error.
 */
export class ExecPipe extends Duplex {
  private readonly outer: Duplex
  private readonly explain: (cause: unknown) => Error
  private lastWords = ''

  constructor(outer: Duplex, explain: (cause: unknown) => Error) {
    super()
    this.outer = outer
    this.explain = explain
    const demux = demultiplexer((stream, chunk) => {
      if (stream === 'stderr') this.lastWords = (this.lastWords + chunk.toString()).slice(-500)
      else if (!this.push(chunk)) outer.pause()
    })
    outer.on('data', demux)
    outer.once('end', () => this.gone())
    outer.once('close', () => this.gone())
    outer.once('error', (error) => this.gone(error))
  }

  setKeepAlive(): this {
    return this
  }
  setNoDelay(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {
    this.outer.resume()
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.outer.write(chunk, encoding, done)
  }

  override _final(done: () => void): void {
    this.outer.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.outer.destroy()
    done(error)
  }

  private gone(cause?: Error): void {
    if (this.destroyed || this.readableEnded) return
    const failed = cause !== undefined || this.lastWords !== ''
    if (!failed) this.push(null)
    else this.destroy(this.explain(cause ?? this.lastWords))
  }
}
