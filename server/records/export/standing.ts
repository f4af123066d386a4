/** How a run stands check by check, from its entries: what a grade is made of. */
import type { Outcome } from '../../../labs/define.ts'
import type { Entry } from '../../protocol.ts'

export interface Standing {
  /** Ids of passed steps with the time of passing. */
  passed: ReadonlyMap<string, number>
  /** By check, the last outcome that counts. */
  outcomes: ReadonlyMap<string, Outcome>
}

/** A step stays passed: what its checks said after that no longer counts. */
export function standing(entries: readonly Entry[]): Standing {
  const passed = new Map<string, number>()
  const outcomes = new Map<string, Outcome>()
  for (const { at, body } of entries) {
    if (body.type === 'passed' && !passed.has(body.step)) passed.set(body.step, at)
    if (body.type === 'outcome' && !passed.has(body.step)) outcomes.set(body.check, body.outcome)
  }
  return { passed, outcomes }
}
