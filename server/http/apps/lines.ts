/** Connections to pages of hosts: kept for the next request of the same page for a while, and counted. */
import type { Duplex } from 'node:stream'
import { DialAgent } from '../../docker/inner/agent.ts'
import { AppError } from '../../errors.ts'
import { appLimits, watchdog } from './limits.ts'

export type Dial = (host: string, port: number) => Promise<Duplex>

export interface Line {
  /** Its connections are used again; one may turn out to be closed already. */
  kept: DialAgent
  /** A connection for each request. */
  fresh: DialAgent
}

export interface Lines {
  /** The connections of a token; `dial` makes them. */
  of(token: string, dial: () => Promise<Duplex>): Line
  /** Counts something that begins; call what it gives once that is over. AppError `too-many`. */
  enter(token: string, kind: 'requests' | 'sockets'): () => void
  close(): void
}

/** A connection costs a process in the helper: after this without a request they are let go. */
const unusedMs = 60_000

interface Held extends Line {
  unused: ReturnType<typeof watchdog>
}

export function appLines(): Lines {
  const lines = new Map<string, Held>()
  const counts = new Map<string, number>()
  const drop = (token: string) => {
    const line = lines.get(token)
    lines.delete(token)
    line?.unused.stop()
    line?.kept.destroy()
    line?.fresh.destroy()
  }
  return {
    of(token, dial) {
      const known = lines.get(token)
      known?.unused.alive()
      if (known) return known
      // As many as browsers open for a page; a socket that was upgraded no longer counts.
      const kept = new DialAgent(dial, { keepAlive: true, maxSockets: 8, maxFreeSockets: 2 })
      const fresh = new DialAgent(dial, { keepAlive: false, maxSockets: 8 })
      const unused = watchdog(unusedMs, () => {
        if ((counts.get(`requests ${token}`) ?? 0) === 0) drop(token)
        else unused.alive()
      })
      const line: Held = { kept, fresh, unused }
      lines.set(token, line)
      return line
    },
    enter(token, kind) {
      const key = `${kind} ${token}`
      const now = counts.get(key) ?? 0
      if (now >= appLimits[kind]) throw new AppError('too-many', { seconds: 5 })
      counts.set(key, now + 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        const left = (counts.get(key) ?? 1) - 1
        if (left === 0) counts.delete(key)
        else counts.set(key, left)
      }
    },
    close: () => [...lines.keys()].forEach(drop),
  }
}
