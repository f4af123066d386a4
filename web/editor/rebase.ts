/** Edits of a text that somebody has typed on in the meantime. Offsets are characters. */
import type { TextEdit } from '../../labs/edit/splice.ts'

/** The one range in which two texts differ. */
export function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

/** Edits of `before` as edits of `now`; null where they touch what changed between the two. */
export function rebase(
  edits: readonly TextEdit[],
  before: string,
  now: string,
): readonly TextEdit[] | null {
  if (before === now) return edits
  const typed = difference(before, now)
  const shift = typed.insert.length - (typed.to - typed.from)
  const moved = edits.map(({ from, to, insert }) => {
    if (to < typed.from) return { from, to, insert }
    return from > typed.to ? { from: from + shift, to: to + shift, insert } : null
  })
  return moved.includes(null) ? null : moved.filter((edit) => edit !== null)
}
