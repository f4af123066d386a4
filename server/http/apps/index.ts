/** Pages of hosts: whatever comes in under a name of theirs goes to the host, and never to Slipway. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError, toAppError } from '../../errors.ts'
import { forward } from './forward.ts'
import { appLines, type Dial } from './lines.ts'
import { appNames } from './names.ts'
import { refuse } from './refusal.ts'
import { appTokens } from './tokens.ts'
import { upgrade } from './upgrade.ts'

export interface AppsPorts {
  secret: string
  /** See `appNames`. */
  base: string | undefined
  /** Opens connections into the hosts of a run; undefined once it is over. */
  dialler(run: string): Dial | undefined
}

export interface Apps {
  /** The address of a page for somebody whose Slipway is at `page`. AppError `apps-unnamed`. */
  open(target: { run: string; host: string; port: number }, page: string): string
  /** Takes what is for pages of hosts out of a server's traffic; call it after everybody else listens. */
  divert(server: Server): void
  close(): void
}

/** A container that was just started may take a while; nobody is asked for ever. */
const patientMisses = 40

const nobody: ReadonlySet<string> = new Set()

export function createApps({ secret, base, dialler }: AppsPorts): Apps {
  const names = appNames(base)
  const tokens = appTokens(secret)
  const lines = appLines()

  const find = (token: string) => {
    const target = tokens.find(token)
    const dial = target && dialler(target.run)
    if (target && dial) return { target, dial: () => dial(target.host, target.port) }
    if (target) tokens.forget(target.run)
    throw new AppError('app-unknown')
  }

  const serve = async (token: string, request: IncomingMessage, response: ServerResponse) => {
    let leave: (() => void) | undefined
    try {
      const { target, dial } = find(token)
      leave = lines.enter(token, 'requests')
      await forward(target, lines.of(token, dial), request, response)
      target.misses = 0
    } catch (error) {
      const known = toAppError(error)
      const target = tokens.find(token)
      const isEarly = known.code === 'port-closed' && target && ++target.misses < patientMisses
      refuse(response, known, target?.frames ?? nobody, isEarly === true)
    } finally {
      leave?.()
    }
  }

  const connect = async (token: string, request: IncomingMessage, client: Duplex, head: Buffer) => {
    let leave: (() => void) | undefined
    client.on('error', () => client.destroy())
    try {
      const { dial } = find(token)
      leave = lines.enter(token, 'sockets')
      await upgrade(lines.of(token, dial).fresh, request, client, head)
    } catch {
      // A page hears of it as of every connection that breaks off.
      client.destroy()
    } finally {
      leave?.()
    }
  }

  return {
    open(target, page) {
      const token = tokens.issue(target, page)
      const origin = names.originOf(token, page)
      if (origin === undefined) throw new AppError('apps-unnamed', { origin: page })
      return `${origin}/`
    },
    divert(server) {
      const others = { request: server.listeners('request'), upgrade: server.listeners('upgrade') }
      server.removeAllListeners('request').removeAllListeners('upgrade')
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        const token = names.tokenOf(request.headers.host)
        if (token !== undefined) void serve(token, request, response)
        else for (const listener of others.request) listener.call(server, request, response)
      })
      server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
        const token = names.tokenOf(request.headers.host)
        if (token !== undefined) void connect(token, request, client, head)
        else for (const listener of others.upgrade) listener.call(server, request, client, head)
      })
    },
    close: lines.close,
  }
}
