import { StringDecoder } from 'node:string_decoder'
import type { IncomingMessage } from 'node:http'
import type { HostEvent } from '../runs/ports.ts'
import type { InnerClient } from './inner/client.ts'

const firstDelayMs = 200
const longestDelayMs = 3_000
/** Longer lines than this are no event of an engine. */
const lineLimit = 256 * 1024

/** Follows one host's events until the signal aborts; comes back by itself after a daemon restart. */
export async function followEvents(
  client: InnerClient,
  host: string,
  signal: AbortSignal,
  listener: (event: HostEvent) => void,
): Promise<void> {
  let delay = firstDelayMs
  while (!signal.aborted) {
    const stream = await client.stream('GET', '/events', { signal }).catch(() => undefined)
    if (stream) {
      delay = firstDelayMs
      listener({ host, type: 'stream', action: 'open', name: host })
      await readLines(stream, (line) => {
        const event = parseEvent(host, line)
        if (event && !isOurs(event)) listener(event)
      })
      if (!signal.aborted) listener({ host, type: 'stream', action: 'lost', name: host })
    }
    await pause(delay, signal)
    delay = Math.min(delay * 2, longestDelayMs)
  }
}

/** What looking causes, too: were it told, every check would be a reason to check again. */
function isOurs({ action }: HostEvent): boolean {
  return /^(exec_(create|start|die)|archive-path|top)\b/.test(action)
}

/** Resolves at the end of the stream, however it ends. */
function readLines(stream: IncomingMessage, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  stream.on('data', (chunk: Buffer) => {
    rest += decoder.write(chunk)
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line !== '') onLine(line)
    if (rest.length > lineLimit) stream.destroy()
  })
  return new Promise((resolve) => {
    stream.once('close', resolve)
    // The reason does not matter here: a lost stream is reported as lost, and opened again.
    stream.once('error', () => resolve())
  })
}

/** One line of `GET /events`. Pure; undefined for what is not an event. */
export function parseEvent(host: string, line: string): HostEvent | undefined {
  let event: unknown
  try {
    event = JSON.parse(line)
  } catch {
    return undefined
  }
  const { Type, Action, Actor } = (event ?? {}) as {
    Type?: unknown
    Action?: unknown
    Actor?: { ID?: unknown; Attributes?: { name?: unknown } }
  }
  if (typeof Type !== 'string' || typeof Action !== 'string') return undefined
  const name = Actor?.Attributes?.name ?? Actor?.ID
  return { host, type: Type, action: Action, name: typeof name === 'string' ? name : '' }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
