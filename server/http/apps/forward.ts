/** One request to a page of a host: sent on, and its answer streamed back, neither without end. */
import {
  request as send,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../errors.ts'
import { toBrowser, toHost } from './filter.ts'
import { appLimits, bounded, watchdog } from './limits.ts'
import type { Line } from './lines.ts'
import type { AppTarget } from './tokens.ts'

/** Such a request may be sent twice: it has no body, and asking changes nothing. */
const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

export async function forward(
  { host, port, frames }: AppTarget,
  line: Line,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stopper = new AbortController()
  const stop = () => stopper.abort()
  const idle = watchdog(appLimits.idleMs, stop)
  const late = setTimeout(stop, appLimits.answerMs)
  response.once('close', stop)
  try {
    const answer = await ask(line, request, stopper.signal, idle.alive)
    clearTimeout(late)
    response.writeHead(answer.statusCode ?? 502, toBrowser(answer.headers, frames))
    response.flushHeaders()
    await pipeline(answer, bounded(appLimits.answer, idle.alive), response)
  } catch (error) {
    if (error instanceof AppError || response.headersSent) throw error
    throw new AppError('port-closed', { host, port }, error)
  } finally {
    idle.stop()
    clearTimeout(late)
  }
}

async function ask(
  { kept, fresh }: Line,
  request: IncomingMessage,
  signal: AbortSignal,
  onBytes: () => void,
): Promise<IncomingMessage> {
  const { method = 'GET', headers } = request
  const isChunked = headers['transfer-encoding'] !== undefined
  const begin = (agent: Agent) =>
    send({
      agent,
      method,
      path: request.url ?? '/',
      headers: bodyHeaders(request, toHost(headers)),
      signal,
      maxHeaderSize: appLimits.headers,
    })
  if (harmless.has(method) && !isChunked && Number(headers['content-length'] ?? 0) === 0) {
    const first = begin(kept).end()
    return arrival(first).catch((error: unknown) => {
      // A kept connection that had ended says nothing about who listens now.
      if (!first.reusedSocket || signal.aborted) throw error
      return arrival(begin(fresh).end())
    })
  }
  const outgoing = begin(fresh)
  const arrived = arrival(outgoing)
  const sent = pipeline(request, bounded(appLimits.request, onBytes), outgoing)
  // A server may answer and close before it has read everything: then the answer counts.
  sent.catch(() => undefined)
  return Promise.race([arrived, sent.then(() => arrived)])
}

/** A length that is known is kept; else the body is sent in chunks. */
function bodyHeaders({ headers }: IncomingMessage, passed: OutgoingHttpHeaders) {
  const isChunked = headers['transfer-encoding'] !== undefined
  return isChunked ? { ...passed, 'transfer-encoding': 'chunked' } : passed
}

function arrival(outgoing: ReturnType<typeof send>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
    // Without this an answer that changes the protocol unasked would never be heard of.
    outgoing.once('upgrade', (_, socket) => {
      socket.destroy()
      reject(new Error('an upgrade that nobody asked for'))
    })
  })
}
