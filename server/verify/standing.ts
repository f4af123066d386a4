/** What holds in a solved state: the checks up to a step that pass there and could notice that something breaks. */
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledCheck, CompiledLab } from '../../labs/format/compiled.ts'
import type { Asker } from './ask.ts'
import { atOnce, look, patient } from './look.ts'
import { stepsUpTo } from './replay.ts'

const PATIENCE_MS = 3_000

/** Answers and typed commands were true once, whatever becomes of the things; what disturbs cannot be asked in passing. */
export function noticing(lab: CompiledLab, last: number): CompiledCheck[] {
  const all = stepsUpTo(lab, last).flatMap(({ checks }) => checks)
  const able = all.filter(({ kind, ask }) => {
    const { lasts, disturbs } = checkKind(kind) ?? {}
    return ask === undefined && lasts !== true && disturbs !== true
  })
  return [
    ...new Map(able.map((check) => [JSON.stringify([check.kind, check.args]), check])).values(),
  ]
}

/** What holds when a step has just passed: its own checks do; those of earlier steps are asked once more. */
export async function standingAfter(
  lab: CompiledLab,
  last: number,
  asker: Asker,
  signal: AbortSignal,
): Promise<CompiledCheck[]> {
  const own = new Set(lab.steps[last]?.checks.map(({ id }) => id))
  const checks = noticing(lab, last)
  const earlier = checks.filter(({ id }) => !own.has(id)).map(atOnce)
  const hold = new Set((await standing(earlier, asker, signal, 0)).map(({ id }) => id))
  return checks.filter(({ id }) => own.has(id) || hold.has(id))
}

/** A later step may undo what an earlier one wanted; only what passes now can stop passing. */
export async function standing(
  checks: readonly CompiledCheck[],
  asker: Asker,
  signal: AbortSignal,
  ms = PATIENCE_MS,
): Promise<CompiledCheck[]> {
  const looked = await look(checks.map(patient(ms)), asker, signal)
  const passing = new Set(
    looked.filter(({ outcome }) => outcome.verdict === 'pass').map(({ check }) => check.id),
  )
  return checks.filter(({ id }) => passing.has(id))
}
