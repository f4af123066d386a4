/** A request of a page of a host that becomes a connection of its own, as websockets do. */
import {
  request as send,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { toHost } from './filter.ts'
import { appLimits, bounded, watchdog } from './limits.ts'

/** Resolves when the connection is over; rejects where it never began. */
export async function upgrade(
  agent: Agent,
  request: IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  const stopper = new AbortController()
  const late = setTimeout(() => stopper.abort(), appLimits.answerMs)
  client.once('close', () => stopper.abort())
  try {
    const { answer, socket, first } = await begin(agent, request, stopper.signal)
    clearTimeout(late)
    client.write(statusLine(answer))
    if (first.length > 0) client.write(first)
    if (head.length > 0) socket.write(head)
    await both(client, socket)
  } finally {
    clearTimeout(late)
    client.destroy()
  }
}

interface Begun {
  answer: IncomingMessage
  socket: Duplex
  first: Buffer
}

function begin(agent: Agent, request: IncomingMessage, signal: AbortSignal): Promise<Begun> {
  const headers: OutgoingHttpHeaders = {
    ...toHost(request.headers),
    connection: 'Upgrade',
    upgrade: request.headers.upgrade ?? 'websocket',
  }
  const outgoing = send({
    agent,
    method: 'GET',
    path: request.url ?? '/',
    headers,
    signal,
    maxHeaderSize: appLimits.headers,
  })
  return new Promise((resolve, reject) => {
    outgoing.once('upgrade', (answer, socket, first) => resolve({ answer, socket, first }))
    outgoing.once('response', (answer) => {
      answer.destroy()
      reject(new Error(`it answered ${answer.statusCode ?? 0}`))
    })
    outgoing.once('error', reject)
    outgoing.end()
  })
}

function statusLine({ headers }: IncomingMessage): string {
  const names = ['sec-websocket-accept', 'sec-websocket-protocol', 'sec-websocket-extensions']
  const lines = names.flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [`${name}: ${value}`] : []
  })
  const protocol = headers.upgrade ?? 'websocket'
  const start = ['HTTP/1.1 101 Switching Protocols', 'Connection: Upgrade', `Upgrade: ${protocol}`]
  return `${[...start, ...lines].join('\r\n')}\r\n\r\n`
}

async function both(client: Duplex, socket: Duplex): Promise<void> {
  const idle = watchdog(appLimits.idleMs, () => client.destroy())
  const way = (from: Duplex, to: Duplex) =>
    pipeline(from, bounded(appLimits.answer, idle.alive), to)
  try {
    await Promise.all([way(client, socket), way(socket, client)])
  } finally {
    idle.stop()
    socket.destroy()
  }
}
