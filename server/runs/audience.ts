/**
 * The clients that watch one terminal. Output is held back in the kernel, not in memory: when a client has
 * more than HIGH unshown characters the shell is paused, below LOW it goes on. A client that shows nothing
 * for a while is let go (it attaches again with the scrollback), so that one stalled tab stops nobody else.
 */
export const HIGH = 512 * 1024
export const LOW = 128 * 1024
const STALLED_MS = 10_000

export interface Listener {
  data(data: string): void
  gone(why: 'closed' | 'detached'): void
}

interface Member {
  listener: Listener
  unshown: number
  /** When the backlog last shrank, or began. */
  movedAt: number
}

export interface Audience {
  join(client: string, listener: Listener): void
  leave(client: string): void
  shown(client: string, chars: number): void
  send(data: string): void
  close(): void
  readonly size: number
}

export function createAudience(
  flow: { pause(): void; resume(): void },
  now: () => number = Date.now,
): Audience {
  const members = new Map<string, Member>()
  let paused = false
  let watchdog: NodeJS.Timeout | undefined

  const settle = () => {
    const most = Math.max(0, ...[...members.values()].map((member) => member.unshown))
    if (!paused && most > HIGH) {
      paused = true
      flow.pause()
      watchdog = setInterval(letGoStalled, STALLED_MS / 4)
      watchdog.unref()
    } else if (paused && most < LOW) {
      paused = false
      clearInterval(watchdog)
      flow.resume()
    }
  }

  const letGoStalled = () => {
    for (const [client, member] of members) {
      if (member.unshown <= HIGH || now() - member.movedAt < STALLED_MS) continue
      members.delete(client)
      member.listener.gone('detached')
    }
    settle()
  }

  return {
    get size() {
      return members.size
    },
    join(client, listener) {
      members.set(client, { listener, unshown: 0, movedAt: now() })
    },
    leave(client) {
      members.delete(client)
      settle()
    },
    shown(client, chars) {
      const member = members.get(client)
      if (member === undefined) return
      member.unshown = Math.max(0, member.unshown - chars)
      member.movedAt = now()
      settle()
    },
    send(data) {
      for (const member of members.values()) {
        if (member.unshown === 0) member.movedAt = now()
        member.unshown += data.length
        member.listener.data(data)
      }
      settle()
    },
    close() {
      clearInterval(watchdog)
      for (const member of members.values()) member.listener.gone('closed')
      members.clear()
    },
  }
}
