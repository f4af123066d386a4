/** Many small changes that do not touch each other, written and read back once. */
import { remove, renameKey, replaceValue } from './change.ts'
import type { Tree } from './tree.ts'
import type { TextEdit } from './splice.ts'
import { changed, comparePaths, withoutItem, withoutKey, withRenamed } from './value.ts'
import type { Path, Value } from './value.ts'
import { attempt } from './write.ts'
import type { Written } from './write.ts'

export type Step =
  { path: Path; value: Value } | { path: Path; rename: string } | { path: Path; remove: true }

/** What comes later and stands deeper goes first, so that paths stay true. */
export function inWritingOrder<T extends { path: Path }>(steps: readonly T[]): T[] {
  return steps.toSorted((one, other) => comparePaths(other.path, one.path))
}

/** Undefined where the steps get into each other’s way and have to be made one by one. */
export function together(tree: Tree, steps: readonly Step[]): Written | undefined {
  const trusting = { ...tree, trusting: true as const }
  const edits = inWritingOrder(steps)
    .flatMap((step) => written(trusting, step).edits)
    .sort((one, other) => one.from - other.from)
  if (edits.some((edit, index) => overlaps(edits[index - 1], edit))) return undefined
  const intended = inWritingOrder(steps).reduce(meant, tree.value)
  return attempt(tree, intended, edits)
}

const overlaps = (one: TextEdit | undefined, other: TextEdit) =>
  one !== undefined && (one.to > other.from || one.from === other.from)

export function written(tree: Tree, step: Step): Written {
  if ('rename' in step) return renameKey(tree, step.path, step.rename)
  if ('remove' in step) return remove(tree, step.path)
  return replaceValue(tree, step.path, step.value)
}

function meant(value: Value, step: Step): Value {
  if ('value' in step) return changed(value, step.path, () => step.value)
  const last = step.path.at(-1) ?? ''
  return changed(value, step.path.slice(0, -1), (parent) => {
    if ('rename' in step) return withRenamed(parent, String(last), step.rename)
    return typeof last === 'number' ? withoutItem(parent, last) : withoutKey(parent, last)
  })
}
