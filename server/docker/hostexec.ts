import { once } from 'node:events'
import type Dockerode from 'dockerode'
import type { Executed } from '../../labs/define.ts'
import { AppError } from '../errors.ts'
import { dockerCall } from './client.ts'
import { Collector } from './collect.ts'
import { demultiplexer } from './demux.ts'
import type { Helper } from './helper.ts'
import { endExec } from './processes.ts'

export interface HostExecOptions {
  /** Gives the command a terminal, as commands with `-it` want; then stderr arrives with stdout. */
  tty?: boolean
  user?: string
  /** Given on the standard input, which then ends; not with `tty`. */
  stdin?: string
  /** `NAME=value`, beside the usual ones. */
  env?: readonly string[]
  timeoutMs?: number
  signal?: AbortSignal
}

const outputLimit = 1_000_000
const defaultTimeoutMs = 10_000

/** Runs argv in a host itself, in /root. @throws AppError exec-late, docker-missing, docker-conflict */
export async function runInHost(
  docker: Dockerode,
  helper: Helper,
  host: { id: string; name: string },
  argv: string[],
  options: HostExecOptions = {},
): Promise<Executed> {
  const {
    tty = false,
    user = 'root',
    stdin,
    env = [],
    timeoutMs = defaultTimeoutMs,
    signal,
  } = options
  const isFed = tty || stdin !== undefined
  const exec = await dockerCall(() =>
    docker.getContainer(host.id).exec({
      Cmd: argv,
      Tty: tty,
      // A terminal without an input would read end-of-file at once.
      AttachStdin: isFed,
      AttachStdout: true,
      AttachStderr: true,
      WorkingDir: '/root',
      User: user,
      Env: ['TERM=xterm-256color', 'LANG=C.UTF-8', ...env],
    }),
  )
  const stream = await dockerCall(() => exec.start({ hijack: true, stdin: isFed, Tty: tty }))
  const output = { stdout: new Collector(outputLimit), stderr: new Collector(outputLimit) }
  const demux = demultiplexer((name, chunk) => output[name].add(chunk))
  stream.on('data', tty ? (chunk: Buffer) => output.stdout.add(chunk) : demux)
  if (stdin !== undefined) stream.end(stdin)
  const deadline = AbortSignal.timeout(timeoutMs)
  const limit = signal ? AbortSignal.any([signal, deadline]) : deadline
  try {
    await once(stream, 'end', { signal: limit })
  } catch (error) {
    stream.destroy()
    await endExec(exec, helper)
    signal?.throwIfAborted()
    if (!limit.aborted) throw error
    throw new AppError('exec-late', { host: host.name, seconds: timeoutMs / 1000 })
  }
  const { ExitCode } = await dockerCall(() => exec.inspect())
  return { code: ExitCode ?? 1, stdout: output.stdout.text(), stderr: output.stderr.text() }
}
