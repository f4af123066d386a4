import { once } from 'node:events'
import { Collector } from '../collect.ts'
import { demultiplexer } from '../demux.ts'
import type { InnerClient } from '../inner/client.ts'

const lines = 2_000
const outputLimit = 256 * 1024

/** The last lines that a container printed. With a terminal there is one stream only: all of it is stdout. */
export async function readLogs(
  client: InnerClient,
  container: string,
  signal: AbortSignal,
): Promise<{ stdout: string; stderr: string }> {
  const path = `/containers/${encodeURIComponent(container)}`
  const known = await client.want('GET', `${path}/json`, { signal })
  const stream = await client.stream('GET', `${path}/logs?stdout=1&stderr=1&tail=${lines}`, {
    signal,
  })
  const output = { stdout: new Collector(outputLimit), stderr: new Collector(outputLimit) }
  const demux = demultiplexer((name, chunk) => output[name].add(chunk))
  stream.on('data', hasTerminal(known) ? (chunk: Buffer) => output.stdout.add(chunk) : demux)
  try {
    await once(stream, 'end', { signal })
  } finally {
    stream.destroy()
  }
  return { stdout: output.stdout.text(), stderr: output.stderr.text() }
}

function hasTerminal(inspected: unknown): boolean {
  return (inspected as { Config?: { Tty?: unknown } } | null)?.Config?.Tty === true
}
