import { once } from 'node:events'
import type { Executed } from '../../../labs/define.ts'
import { AppError } from '../../errors.ts'
import { Collector } from '../collect.ts'
import { demultiplexer } from '../demux.ts'
import type { InnerClient } from './client.ts'

const outputLimit = 1_000_000

/** Runs argv in a container of a host and waits for its end. @throws AppError docker-missing, docker-conflict */
export async function execInContainer(
  client: InnerClient,
  { container, user }: { container: string; user?: string },
  argv: string[],
  signal: AbortSignal,
): Promise<Executed> {
  const created = await client.want('POST', `/containers/${encodeURIComponent(container)}/exec`, {
    body: { Cmd: argv, AttachStdout: true, AttachStderr: true, ...(user ? { User: user } : {}) },
    signal,
  })
  const id = textField(created, 'Id')
  const stream = await client.stream('POST', `/exec/${id}/start`, {
    body: { Detach: false, Tty: false },
    signal,
  })
  const output = { stdout: new Collector(outputLimit), stderr: new Collector(outputLimit) }
  stream.on(
    'data',
    demultiplexer((name, chunk) => output[name].add(chunk)),
  )
  await once(stream, 'end', { signal })
  const done = await client.want('GET', `/exec/${id}/json`, { signal })
  const code = (done as { ExitCode?: unknown }).ExitCode
  return {
    code: typeof code === 'number' ? code : 1,
    stdout: output.stdout.text(),
    stderr: output.stderr.text(),
  }
}

function textField(body: unknown, key: string): string {
  const value = (body as Record<string, unknown> | null)?.[key]
  if (typeof value === 'string' && value !== '') return encodeURIComponent(value)
  throw new AppError('docker-refused', { status: 200, reason: `an answer without ${key}` })
}
