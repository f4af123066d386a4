/** Connections to pages of hosts: kept for the next request of the same page for a while, and counted. */
import type { Duplex } from 'node:stream'
import { DialAgent } from '../../docker/inner/agent.ts'
import { AppError } from '../../errors.ts'
import { appLimits, watchdog } from './limits.ts'

export type Dial = (host: string, port: number) => Promise<Duplex>

export interface Lines {
  /** The agent for a token; `dial` makes its connections. */
  of(token: string, dial: () => Promise<Duplex>): DialAgent
  /** Counts something that begins; call what it gives once that is over. AppError `too-many`. */
  enter(token: string, kind: 'requests' | 'sockets'): () => void
  close(): void
}

/** A connection costs a process in the helper: after this without a request they are let go. */
const unusedMs = 60_000

interface Line {
  agent: DialAgent
  unused: ReturnType<typeof watchdog>
}

export function appLines(): Lines {
  const lines = new Map<string, Line>()
  const counts = new Map<string, number>()
  const drop = (token: string) => {
    const line = lines.get(token)
    lines.delete(token)
    line?.unused.stop()
    line?.agent.destroy()
  }
  return {
    of(token, dial) {
      const known = lines.get(token)
      known?.unused.alive()
      if (known) return known.agent
      // As many as browsers open for a page; a socket that was upgraded no longer counts.
      const agent = new DialAgent(dial, { keepAlive: true, maxSockets: 8, maxFreeSockets: 2 })
      const unused = watchdog(unusedMs, () => {
        if ((counts.get(`requests ${token}`) ?? 0) === 0) drop(token)
        else unused.alive()
      })
      lines.set(token, { agent, unused })
      return agent
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
