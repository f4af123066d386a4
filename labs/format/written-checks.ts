/** Checks as written: the kind's key with its fields, and beside it what every check may have. */
import { writtenKinds } from '../checks/index.ts'
import type { Path } from './diagnostics.ts'
import type { CheckFields, StepFields } from './schema.ts'

export interface WrittenCheck {
  kind: string
  args: unknown
  /** Where the kind's fields are written. */
  path: Path
  common: Pick<CheckFields, 'within' | 'stable' | 'weight' | 'title'>
}

/** Kinds that stand in one entry; exactly one is legal. */
export function kindsIn(check: CheckFields): string[] {
  const fields: Record<string, unknown> = check
  return writtenKinds.map(({ kind }) => kind).filter((kind) => fields[kind] !== undefined)
}

export function writtenChecks(step: StepFields, index: number): WrittenCheck[] {
  return (step.checks ?? []).flatMap((check, at) => {
    const fields: Record<string, unknown> = check
    return kindsIn(check).map((kind) => ({
      kind,
      args: fields[kind],
      path: ['steps', index, 'checks', at, kind],
      common: check,
    }))
  })
}
