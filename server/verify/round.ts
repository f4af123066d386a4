/**
 * One round over the checks of a step: in parallel where they can be, dependents skipped, outcomes as they come. Checks that
 * disturb come last, one after the other, once everything else holds.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Outcome } from '../../labs/define.ts'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck } from '../../labs/format/compiled.ts'
import { ask, skipped, type Asker } from './ask.ts'
import { explained } from './explained.ts'

/** Between two questions of a check that is given time or must hold. */
export const AGAIN_MS = 400

export interface RoundEvents {
  onAsking(check: CompiledCheck): void
  onOutcome(check: CompiledCheck, outcome: Outcome): void
}

/** Resolves to whether every check passed. Rejects only when aborted. */
export async function round(
  checks: readonly CompiledCheck[],
  asker: Asker,
  events: RoundEvents,
  signal: AbortSignal,
): Promise<boolean> {
  // Each check that waits listens for the end; Node takes more than ten for a leak.
  setMaxListeners(0, signal)
  const byId = new Map(checks.map((check) => [check.id, check]))
  const started = new Map<string, Promise<Outcome>>()

  const outcomeOf = (check: CompiledCheck): Promise<Outcome> => {
    const known = started.get(check.id)
    if (known !== undefined) return known
    const promise = settle(check)
    started.set(check.id, promise)
    return promise
  }

  const settle = async (check: CompiledCheck): Promise<Outcome> => {
    const grounds = check.needs.flatMap((id) => byId.get(id) ?? [])
    const results = await Promise.all(grounds.map(outcomeOf))
    const broken = grounds.find((_, index) => results[index]?.verdict !== 'pass')
    events.onAsking(check)
    const outcome = broken
      ? skipped(check, broken)
      : await explained(await askUntil(check, asker, signal), asker, signal)
    events.onOutcome(check, outcome)
    return outcome
  }

  const calm = checks.filter((check) => !disturbs(check))
  const outcomes = await Promise.all(calm.map(outcomeOf))
  for (const check of checks.filter(disturbs)) {
    const broken = calm.find((_, index) => outcomes[index]?.verdict !== 'pass')
    events.onAsking(check)
    const outcome = broken ? skipped(check, broken) : await ask(check, asker, signal)
    events.onOutcome(check, outcome)
    outcomes.push(outcome)
  }
  return outcomes.every((outcome) => outcome.verdict === 'pass')
}

/** Whether asking it breaks something for a moment: then nothing else may be asked meanwhile. */
export function disturbs({ kind }: CompiledCheck): boolean {
  return checkKind(kind)?.disturbs === true
}

/** Goes on asking while `within` lasts, and until `stable` passes came in a row. */
async function askUntil(check: CompiledCheck, asker: Asker, signal: AbortSignal): Promise<Outcome> {
  const deadline = performance.now() + check.within
  let inARow = 0
  for (;;) {
    const outcome = await ask(check, asker, signal)
    inARow = outcome.verdict === 'pass' ? inARow + 1 : 0
    if (inARow >= Math.max(1, check.stable)) return outcome
    const late = performance.now() >= deadline
    if (outcome.verdict !== 'pass' && late) return outcome
    await wait(AGAIN_MS, undefined, { signal })
  }
}
