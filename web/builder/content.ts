/** Whether two contents of a draft are the same, in whatever order their maps were written. Pure. */
import type { Layout } from '../../labs/layout.ts'
import type { DraftContent } from '../../server/protocol.ts'

export function sameContent(one: DraftContent, other: DraftContent): boolean {
  return (
    one.text === other.text &&
    sameMaps(one.files, other.files, (a, b) => a === b) &&
    sameLayout(one.layout, other.layout)
  )
}

function sameLayout(one: Layout, other: Layout): boolean {
  return sameMaps(one.positions, other.positions, (a, b) => a.x === b.x && a.y === b.y)
}

function sameMaps<T>(
  one: Readonly<Record<string, T>>,
  other: Readonly<Record<string, T>>,
  same: (a: T, b: T) => boolean,
): boolean {
  const entries = Object.entries(one)
  if (entries.length !== Object.keys(other).length) return false
  return entries.every(([key, value]) => {
    const beside = other[key]
    return beside !== undefined && same(value, beside)
  })
}
