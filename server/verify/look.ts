/** One look at the checks of a step, and what it says as a whole. */
import type { Outcome } from '../../labs/define.ts'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck, CompiledStep } from '../../labs/format/compiled.ts'
import type { Asker } from './ask.ts'
import { round } from './round.ts'

/** What a solved state is given to settle, at least: a database in a container takes its time. */
const SETTLE_MS = 20_000

export type Looked = { check: CompiledCheck; outcome: Outcome }[]

export async function look(
  checks: readonly CompiledCheck[],
  asker: Asker,
  signal: AbortSignal,
): Promise<Looked> {
  const looked: Looked = []
  const onOutcome = (check: CompiledCheck, outcome: Outcome) => void looked.push({ check, outcome })
  await round(checks, asker, { onAsking: () => undefined, onOutcome }, signal)
  return looked
}

/** Answers what a step asks the learner, and gives everything the time to become true. */
export async function lookSettled(
  step: CompiledStep,
  asker: Asker,
  answers: Map<string, string>,
  signal: AbortSignal,
): Promise<Looked> {
  for (const check of step.checks) {
    const kind = checkKind(check.kind)
    if (kind?.solve === undefined) continue
    const probe = asker.probe(() => undefined, undefined, signal)
    answers.set(check.id, await kind.solve(check.args, probe))
  }
  return look(step.checks.map(patient(SETTLE_MS)), asker, signal)
}

export function atOnce(check: CompiledCheck): CompiledCheck {
  return { ...check, within: 0, stable: 1 }
}

/** With at least so long to become true. */
export function patient(ms: number): (check: CompiledCheck) => CompiledCheck {
  return (check) => ({ ...check, within: Math.max(check.within, ms) })
}

export function summary(looked: Looked): 'passes' | 'fails' | 'inconclusive' {
  if (looked.every(({ outcome }) => outcome.verdict === 'pass')) return 'passes'
  return looked.some(({ outcome }) => outcome.verdict === 'fail') ? 'fails' : 'inconclusive'
}

export function reasons(looked: Looked): string {
  return looked
    .filter(({ outcome }) => outcome.verdict !== 'pass' && outcome.verdict !== 'skipped')
    .map(
      ({ outcome }) => `${outcome.sentence} (expected ${outcome.expected}; found ${outcome.found})`,
    )
    .join(' · ')
}
