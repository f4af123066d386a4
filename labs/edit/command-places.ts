/** Where a step holds commands that learners never see: its solution, other ways, mistakes and how to take them back. */
import { fieldsOf, listOf } from './lab.ts'
import type { Path, Value } from './value.ts'

export interface CommandPlace {
  /** What holds the commands, below `key`. */
  inside: Value
  key: string
  /** Of `inside`, from the step. */
  path: Path
  /** In a sentence. */
  called: string
}

export function commandPlaces(step: Value): CommandPlace[] {
  const { alternatives, mistakes } = fieldsOf(step)
  return [
    { inside: step, key: 'solution', path: [], called: 'solution' },
    ...listOf(alternatives).map((inside, at) => ({
      ...{ inside, key: 'run', called: 'alternative' },
      path: ['alternatives', at],
    })),
    ...listOf(mistakes).flatMap((inside, at) =>
      ['run', 'undo'].map((key) => ({ inside, key, path: ['mistakes', at], called: 'mistake' })),
    ),
  ]
}
