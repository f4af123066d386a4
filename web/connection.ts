/** The one door to the socket: typed both ways, and honest about being closed. */
import { io, type Socket } from 'socket.io-client'
import type { Ack, ClientToServer, Result, ServerToClient, WireError } from '../server/protocol.ts'

export type LinkState = 'connecting' | 'connected' | 'lost'

type Payload<Name extends keyof ClientToServer> = Parameters<ClientToServer[Name]>[0]
type Answer<Name extends keyof ClientToServer> =
  Parameters<ClientToServer[Name]> extends [unknown, Ack<infer Value>] ? Value : never
/** Events that the server answers, and those that it only hears. */
export type Question = {
  [Name in keyof ClientToServer]: Parameters<ClientToServer[Name]> extends [unknown, unknown]
    ? Name
    : never
}[keyof ClientToServer]
export type Remark = Exclude<keyof ClientToServer, Question>

export interface Connection {
  /** Resolves with an error `offline` when the connection is lost before the answer comes. */
  ask<Name extends Question>(name: Name, payload: Payload<Name>): Promise<Result<Answer<Name>>>
  /** Kept while disconnected and sent in order afterwards; what is `passing` is then dropped. */
  tell<Name extends Remark>(
    name: Name,
    payload: Payload<Name>,
    options?: { passing: boolean },
  ): void
  on<Name extends keyof ServerToClient>(name: Name, listener: ServerToClient[Name]): () => void
  /** Told now and at every change. */
  onLink(listener: (state: LinkState) => void): () => void
  close(): void
}

const offline: WireError = {
  code: 'offline',
  title: 'The connection to Slipway is lost',
  advice: 'It comes back by itself as soon as the server answers. Then try again.',
}

export function connect(): Connection {
  const socket: Socket<ServerToClient, ClientToServer> = io({
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  })
  let wasConnected = false
  const stateNow = (): LinkState =>
    socket.connected ? 'connected' : wasConnected ? 'lost' : 'connecting'
  socket.on('connect', () => (wasConnected = true))

  // The library's types cannot follow a name that is a parameter; the shapes are held by the signatures above.
  const loose = socket as unknown as {
    emit(name: string, ...values: unknown[]): void
    on(name: string, listener: unknown): void
    off(name: string, listener: unknown): void
  }

  return {
    ask: (name, payload) =>
      new Promise((resolve) => {
        if (!socket.connected) return resolve({ ok: false, error: offline })
        const lost = () => resolve({ ok: false, error: offline })
        socket.once('disconnect', lost)
        loose.emit(name, payload, (result: never) => {
          socket.off('disconnect', lost)
          resolve(result)
        })
      }),
    tell(name, payload, options) {
      // Not `volatile`: that also drops what comes while the transport is merely busy, and a lost
      // acknowledgement would hold a terminal back for good.
      if (socket.connected || !options?.passing) loose.emit(name, payload)
    },
    on(name, listener) {
      loose.on(name, listener)
      return () => loose.off(name, listener)
    },
    onLink(listener) {
      const say = () => listener(stateNow())
      // A first attempt that fails is a lost connection too: somebody is waiting for it.
      const refused = () => listener('lost')
      socket.on('connect', say)
      socket.on('disconnect', say)
      socket.on('connect_error', refused)
      say()
      return () => {
        socket.off('connect', say)
        socket.off('disconnect', say)
        socket.off('connect_error', refused)
      }
    },
    close: () => socket.disconnect(),
  }
}
