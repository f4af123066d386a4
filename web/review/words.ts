/** What the review pages call the states and ends of a run. */
import type { EndReason, RunRow, RunStatus } from '../../server/protocol.ts'

type Tone = 'neutral' | 'accent' | 'pass' | 'fail' | 'unknown' | 'waiting'

const STATUS: Record<RunStatus, { word: string; tone: Tone }> = {
  requested: { word: 'Requested', tone: 'waiting' },
  preparing: { word: 'Preparing', tone: 'waiting' },
  ready: { word: 'Running', tone: 'accent' },
  idle: { word: 'Idle', tone: 'accent' },
  ended: { word: 'Ended', tone: 'neutral' },
  failed: { word: 'Failed', tone: 'fail' },
}

const REASONS: Record<EndReason, string> = {
  learner: 'The learner ended it',
  administrator: 'An administrator ended it',
  idle: 'Nobody used it for its idle time',
  time: 'Its time was up',
  server: 'The server stopped',
  engine: 'Its Docker engine was lost',
}

/** A run that ended with every step passed is finished, which is more than ended. */
export function stateOf(row: RunRow): { word: string; tone: Tone; why: string } {
  const why = row.reason ? REASONS[row.reason] : ''
  const finished = row.status === 'ended' && row.steps > 0 && row.passed === row.steps
  return finished ? { word: 'Finished', tone: 'pass', why } : { ...STATUS[row.status], why }
}

export function isLive(row: RunRow): boolean {
  return row.status !== 'ended' && row.status !== 'failed'
}

/** How long a run took, or takes so far, in ms. */
export function elapsed(row: RunRow, now: number): number {
  return Math.max(0, (row.endedAt ?? now) - row.startedAt)
}

/** `+0:42`, `+12:05`, `+1:02:05`: a moment counted from the start of its run. */
export function offset(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const rest = pad(seconds % 60)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `+${String(minutes)}:${rest}`
  return `+${String(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${rest}`
}

/** `1 hint`, `3 hints`. */
export function count(number: number, one: string): string {
  return `${String(number)} ${one}${number === 1 ? '' : 's'}`
}

/** A line without its inline marks, where there is no room for looks. */
export function plain(text: string): string {
  return text.replaceAll('`', '')
}
