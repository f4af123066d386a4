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
import type { AppTarget } from './tokens.ts'

export async function forward(
  { host, port, frames }: AppTarget,
  agent: Agent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const stopper = new AbortController()
  const stop = () => stopper.abort()
  const idle = watchdog(appLimits.idleMs, stop)
  const late = setTimeout(stop, appLimits.answerMs)
  response.once('close', stop)
  try {
    const outgoing = send({
      agent,
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: bodyHeaders(request, toHost(request.headers)),
      signal: stopper.signal,
      maxHeaderSize: appLimits.headers,
    })
    const arrived = arrival(outgoing)
    const sent = pipeline(request, bounded(appLimits.request, idle.alive), outgoing)
    // A server may answer and close before it has read everything: then the answer counts.
    sent.catch(() => undefined)
    const answer = await Promise.race([arrived, sent.then(() => arrived)])
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
