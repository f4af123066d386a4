/** Which way a new outcome tried, for the map to light. Pure. */
import type { Ref } from '../../labs/topology/state.ts'
import type { RunState } from '../state/reduce.ts'

export interface Flash {
  from: Ref
  to: Ref
  ok: boolean
}

/** The last of the checks that got another outcome between two states; null where none tried a way. */
export function flashOf(before: RunState, after: RunState): Flash | null {
  if (before.recorded === after.recorded || before.run === null) return null
  const checks = after.run?.lab.steps.flatMap((step) => step.checks) ?? []
  const changed = checks.findLast(
    ({ id, between }) => between !== undefined && before.recorded[id] !== after.recorded[id],
  )
  const verdict = changed && after.recorded[changed.id]?.verdict
  if (!changed?.between || (verdict !== 'pass' && verdict !== 'fail')) return null
  const { from, to, open } = changed.between
  return { from, to, ok: (verdict === 'pass') === open }
}
