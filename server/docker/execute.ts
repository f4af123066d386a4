import { Writable, type Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import type Dockerode from 'dockerode'
import { dockerCall } from './client.ts'

export interface Finished {
  code: number
  stdout: string
  stderr: string
  ms: number
}

export interface ExecuteOptions {
  /** After this the command is ended from within and `code` is 124. */
  timeoutMs?: number
  stdin?: string | Readable
  env?: string[]
}

// What a hostile server answers must not fill our memory.
const outputLimit = 1_000_000

/** Runs argv in a container and waits for its end. */
export async function execute(
  container: Dockerode.Container,
  argv: readonly string[],
  options: ExecuteOptions = {},
): Promise<Finished> {
  const began = performance.now()
  const limit =
    options.timeoutMs === undefined ? [] : ['timeout', '-k', '1', String(options.timeoutMs / 1000)]
  const AttachStdin = options.stdin !== undefined
  const exec = await dockerCall(() =>
    container.exec({
      Cmd: [...limit, ...argv],
      AttachStdin,
      AttachStdout: true,
      AttachStderr: true,
      Env: options.env ?? [],
    }),
  )
  const stream = await dockerCall(() =>
    exec.start(AttachStdin ? { hijack: true, stdin: true } : {}),
  )
  const stdout = new Collector()
  const stderr = new Collector()
  container.modem.demuxStream(stream, stdout, stderr)
  // Not the event "end" alone: an engine that dies closes the stream without it.
  const ended = finished(stream, { writable: false })
  await dockerCall(() => Promise.all([ended, feed(options.stdin, stream)]))
  const { ExitCode } = await dockerCall(() => exec.inspect())
  const ms = Math.round(performance.now() - began)
  return { code: ExitCode ?? 1, stdout: stdout.text(), stderr: stderr.text(), ms }
}

async function feed(stdin: ExecuteOptions['stdin'], stream: NodeJS.ReadWriteStream): Promise<void> {
  if (typeof stdin === 'string') stream.end(stdin)
  else if (stdin) await pipeline(stdin, stream)
}

class Collector extends Writable {
  private readonly chunks: Buffer[] = []
  private size = 0

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.size < outputLimit) this.chunks.push(chunk.subarray(0, outputLimit - this.size))
    this.size += chunk.length
    done()
  }

  text(): string {
    return Buffer.concat(this.chunks).toString('utf8')
  }
}
