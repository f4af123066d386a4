import { Duplex } from 'node:stream'
import type Dockerode from 'dockerode'
import { AppError } from '../../errors.ts'
import { translate } from '../client.ts'
import { demultiplexer } from '../demux.ts'

/** Waits for the engine's socket for a moment, so that the first connection is open as soon as it can be. */
const untilSocket =
  'n=0; until [ -S /var/run/docker.sock ] || [ $n -ge 300 ]; do n=$((n+1)); sleep 0.02; done; exec docker system dial-stdio'

/**
 * A raw connection to the engine inside a host, through an exec of the outer engine: nothing listens on a network.
 * @param wait whether an engine that is about to start is waited for, up to about 6 s
 */
export async function dial(
  docker: Dockerode,
  host: { id: string; name: string },
  wait: boolean,
): Promise<Duplex> {
  const Cmd = wait ? ['sh', '-c', untilSocket] : ['docker', 'system', 'dial-stdio']
  try {
    const exec = await docker
      .getContainer(host.id)
      .exec({ Cmd, AttachStdin: true, AttachStdout: true, AttachStderr: true })
    return new Dialled(await exec.start({ hijack: true, stdin: true }), host.name)
  } catch (error) {
    const translated = translate(error)
    // A stopped or vanished host is the learner's (or our) doing; the outer engine itself is fine.
    if (translated.code === 'engine-lost') throw translated
    throw new AppError('host-silent', { host: host.name }, translated)
  }
}

/** What http.Agent needs of a socket: bytes both ways, and a few methods that mean nothing here. */
class Dialled extends Duplex {
  private readonly outer: Duplex
  private readonly host: string
  private lastWords = ''

  constructor(outer: Duplex, host: string) {
    super()
    this.outer = outer
    this.host = host
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
    else this.destroy(new AppError('host-silent', { host: this.host }, cause ?? this.lastWords))
  }
}
