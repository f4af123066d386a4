/** What the review table shows of a run, as a pure fold over its entries. */
import type { EndReason, Entry, EntryBody, RunStatus } from '../protocol.ts'

export interface Tally {
  status: RunStatus
  reason?: EndReason
  endedAt?: number
  /** Ids of steps passed, in the order of passing. */
  passed: string[]
  /** Ids of steps that were carried out for the learner. */
  caughtUp: string[]
  hints: number
  /** Checks that failed when the learner asked for them, by the button or by an answer. */
  failures: number
  preparingAt?: number
  /** How long the first preparation took, in ms. */
  preparedMs?: number
}

export const untouched: Tally = {
  status: 'requested',
  passed: [],
  caughtUp: [],
  hints: 0,
  failures: 0,
}

export function isOver(status: RunStatus): boolean {
  return status === 'ended' || status === 'failed'
}

export function fold(tally: Tally, entry: Pick<Entry, 'at' | 'body'>): Tally {
  const { body } = entry
  if (body.type === 'status') return foldStatus(tally, body, entry.at)
  if (body.type === 'passed' && !tally.passed.includes(body.step)) {
    return { ...tally, passed: [...tally.passed, body.step] }
  }
  if (body.type === 'caught-up' && !tally.caughtUp.includes(body.step)) {
    return { ...tally, caughtUp: [...tally.caughtUp, body.step] }
  }
  if (body.type === 'hint') return { ...tally, hints: tally.hints + 1 }
  if (body.type === 'outcome' && body.outcome.verdict === 'fail') {
    const asked = body.trigger === 'button' || body.trigger === 'answer'
    return asked ? { ...tally, failures: tally.failures + 1 } : tally
  }
  return tally
}

function foldStatus(tally: Tally, body: Extract<EntryBody, { type: 'status' }>, at: number): Tally {
  // A retried run is open again: the end of the failed attempt is no longer its end.
  const { reason: _reason, endedAt: _endedAt, ...rest } = tally
  const next: Tally = { ...rest, status: body.status }
  if (body.reason !== undefined) next.reason = body.reason
  if (isOver(body.status)) next.endedAt = at
  if (body.status === 'preparing') next.preparingAt = at
  if (body.status === 'ready' && next.preparingAt !== undefined && next.preparedMs === undefined) {
    next.preparedMs = at - next.preparingAt
  }
  return next
}
