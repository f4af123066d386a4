/** One look at the checks of a step, and what it says as a whole. */
import { setTimeout as wait } from 'node:timers/promises'
import { ProbeError, type Outcome } from '../../labs/define.ts'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck, CompiledStep } from '../../labs/format/compiled.ts'
import { skipped, type Asker } from './ask.ts'
import { AGAIN_MS, disturbs, round } from './round.ts'

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

/**
 * Gives everything the time to become true, and then answers what the step asks the learner: read earlier, an answer
 * may be empty, or not yet the one that stands there in the end.
 */
export async function lookSettled(
  step: CompiledStep,
  asker: Asker,
  answers: Map<string, string>,
  signal: AbortSignal,
): Promise<Looked> {
  const all = step.checks.map(patient(SETTLE_MS))
  const settles = (check: CompiledCheck) =>
    checkKind(check.kind)?.solve === undefined && !disturbs(check)
  const settled = await look(all.filter(settles), asker, signal)
  const cause = settled.find(({ outcome }) => outcome.verdict !== 'pass')
  const rest = all.filter((check) => !settles(check))
  if (cause !== undefined) {
    return [...settled, ...rest.map((check) => ({ check, outcome: skipped(check, cause.check) }))]
  }
  for (const check of rest) {
    const answer = await solved(check, asker, signal)
    if (answer !== undefined) answers.set(check.id, answer)
  }
  return [...settled, ...(await look(rest, asker, signal))]
}

/** What a learner would read, once it is there to be read; undefined where nothing is asked. */
async function solved(
  { kind, args, within }: CompiledCheck,
  asker: Asker,
  signal: AbortSignal,
): Promise<string | undefined> {
  const solve = checkKind(kind)?.solve
  if (solve === undefined) return undefined
  const deadline = performance.now() + within
  for (;;) {
    const probe = asker.probe(() => undefined, undefined, signal)
    try {
      return await solve(args, probe)
    } catch (error) {
      if (!(error instanceof ProbeError) || performance.now() >= deadline) throw error
    }
    await wait(AGAIN_MS, undefined, { signal })
  }
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
