/** How a run stands check by check, from its entries: what a grade is made of. */
import type { Outcome } from '../../../labs/define.ts'
import type { Entry } from '../../protocol.ts'

export interface Standing {
  /** Ids of passed steps with the time of passing. */
  passed: ReadonlyMap<string, number>
  /** Ids of steps that were carried out for the learner: they are nobody's achievement. */
  caughtUp: ReadonlySet<string>
  /** By check, the last outcome that counts. */
  outcomes: ReadonlyMap<string, Outcome>
}

/** A step stays passed: what its checks said after that no longer counts. */
export function standing(entries: readonly Entry[]): Standing {
  const passed = new Map<string, number>()
  const caughtUp = new Set<string>()
  const outcomes = new Map<string, Outcome>()
  for (const { at, body } of entries) {
    if (body.type === 'passed' && !passed.has(body.step)) passed.set(body.step, at)
    if (body.type === 'caught-up') caughtUp.add(body.step)
    if (body.type !== 'outcome' || passed.has(body.step) || caughtUp.has(body.step)) continue
    outcomes.set(body.check, body.outcome)
  }
  return { passed, caughtUp, outcomes }
}
