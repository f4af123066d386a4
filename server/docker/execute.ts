import { once } from 'node:events'
import { Writable, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
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
  const ended = once(stream, 'end')
  if (typeof options.stdin === 'string') stream.end(options.stdin)
  else if (options.stdin) await pipeline(options.stdin, stream)
  await ended
  const { ExitCode } = await dockerCall(() => exec.inspect())
  const ms = Math.round(performance.now() - began)
  return { code: ExitCode ?? 1, stdout: stdout.text(), stderr: stderr.text(), ms }
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
