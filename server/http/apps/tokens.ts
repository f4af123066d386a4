/** Which page of which host a token stands for. Tokens follow from the installation's secret, so that they stay the same. */
import { createHmac } from 'node:crypto'

export interface AppTarget {
  run: string
  host: string
  port: number
  /** Origins of the pages that may show it in a frame. */
  frames: ReadonlySet<string>
  /** How often in a row nothing answered. */
  misses: number
}

export interface AppTokens {
  /** Answers with the token; `frame` is the origin of the page that asks for it. */
  issue(target: { run: string; host: string; port: number }, frame: string): string
  /** Only what was issued since the server began: who comes back is issued the same one again. */
  find(token: string): AppTarget | undefined
  forget(run: string): void
}

const mostFrames = 4
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export function appTokens(secret: string): AppTokens {
  const issued = new Map<string, AppTarget & { frames: Set<string> }>()
  return {
    issue({ run, host, port }, frame) {
      const token = tokenFor(secret, `${run}/${host}/${port}`)
      const target = issued.get(token) ?? { run, host, port, frames: new Set(), misses: 0 }
      if (target.frames.size < mostFrames) target.frames.add(frame)
      target.misses = 0
      issued.set(token, target)
      return token
    },
    find: (token) => issued.get(token),
    forget(run) {
      for (const [token, target] of issued) if (target.run === run) issued.delete(token)
    },
  }
}

function tokenFor(secret: string, text: string): string {
  const digest = createHmac('sha256', secret).update(`app:${text}`).digest()
  const letters = [...digest.subarray(0, 26)].map((byte) => alphabet[byte % 32])
  return letters.join('')
}
