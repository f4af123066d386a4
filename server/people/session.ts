/** What a browser carries: a signed list of what it may do and until when. The server keeps nothing of it. */
import { z } from 'zod'
import type { Identity } from './ports.ts'
import { sameText, sign } from './keys.ts'

const shape = z.object({
  /** Until when its holder is an administrator, in ms since the epoch. */
  administrator: z.number().optional(),
  /** Runs with the time until which their key counts; the newest last. */
  runs: z.array(z.tuple([z.string(), z.number()])),
})

export type Session = Readonly<z.infer<typeof shape>>

export const noSession: Session = { runs: [] }

/** How many runs a cookie can hold below the browsers' limit of 4 KB. */
const mostRuns = 40

export function withAdministrator(session: Session, until: number): Session {
  return { ...session, administrator: until }
}

export function withRun(session: Session, run: string, until: number): Session {
  const others = session.runs.filter(([id]) => id !== run)
  const runs: Session['runs'] = [...others, [run, until]]
  return { ...session, runs: runs.slice(-mostRuns) }
}

export function identityOf(session: Session, now: number): Identity {
  const runs = session.runs.filter(([, until]) => until > now).map(([id]) => id)
  if ((session.administrator ?? 0) > now) return { role: 'administrator', runs }
  return { role: runs.length > 0 ? 'learner' : 'none', runs }
}

export function seal(session: Session, secret: string): string {
  const text = Buffer.from(JSON.stringify(session)).toString('base64url')
  return `${text}.${sign(secret, 'session', text)}`
}

/** An unsigned, foreign or damaged session is none at all. */
export function unseal(sealed: string | undefined, secret: string): Session {
  const [text = '', signature = ''] = sealed?.split('.') ?? []
  if (!sameText(signature, sign(secret, 'session', text))) return noSession
  const parsed = shape.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  return parsed.success ? parsed.data : noSession
}
