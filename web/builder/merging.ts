/** What was done here since the last save, done again on what somebody else saved meanwhile. Pure. */
import { apply, type Command } from '../../labs/edit/index.ts'
import { applyEdits } from '../../labs/edit/splice.ts'
import { parse } from '../../labs/format/index.ts'
import type { Layout } from '../../labs/layout.ts'
import type { DraftContent } from '../../server/protocol.ts'
import { difference, rebase } from '../editor/rebase.ts'

/** One change of the text: a command means the same elsewhere, what was typed only where nobody else typed. */
export type Pending = { command: Command } | { before: string; after: string }

/**
 * Their text with everything on it that was done here; undefined where a change has lost its place, or where both
 * changed the same file. `base` is what both began with.
 */
export function merge(
  base: DraftContent,
  mine: DraftContent,
  theirs: DraftContent,
  pending: readonly Pending[],
): DraftContent | undefined {
  const text = pending.reduce<string | undefined>(
    (now, one) => (now === undefined ? undefined : again(now, one)),
    theirs.text,
  )
  const files = mergeFiles(base.files, mine.files, theirs.files)
  if (text === undefined || files === undefined) return undefined
  const merged = { text, files, layout: mergeLayout(base.layout, mine.layout, theirs.layout) }
  return isRight(mine) && isRight(theirs) && !isRight(merged) ? undefined : merged
}

const isRight = ({ text, files }: DraftContent) =>
  parse(text, { files: Object.keys(files) }).lab !== undefined

function again(text: string, pending: Pending): string | undefined {
  if ('command' in pending) {
    const done = apply(text, pending.command)
    return 'refused' in done ? undefined : done.text
  }
  const { before, after } = pending
  const edits = rebase([difference(before, after)], before, text)
  return edits === null ? undefined : applyEdits(text, [...edits])
}

/** Places that were changed here win; nobody is hurt by a thing that stands elsewhere. */
function mergeLayout(base: Layout, mine: Layout, theirs: Layout): Layout {
  const positions = { ...theirs.positions }
  for (const [id, at] of Object.entries(mine.positions)) {
    const before = base.positions[id]
    if (before === undefined || before.x !== at.x || before.y !== at.y) positions[id] = at
  }
  for (const id of Object.keys(base.positions)) {
    if (!Object.hasOwn(mine.positions, id)) delete positions[id]
  }
  return { ...theirs, positions }
}

type Files = Readonly<Record<string, string>>

function mergeFiles(base: Files, mine: Files, theirs: Files): Record<string, string> | undefined {
  const merged: Record<string, string> = {}
  for (const path of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [was, own, other] = [base[path], mine[path], theirs[path]]
    if (own !== was && other !== was && own !== other) return undefined
    const now = own === was ? other : own
    if (now !== undefined) merged[path] = now
  }
  return merged
}
