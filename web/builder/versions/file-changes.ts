/** Two contents of a lab as the files they are in a folder, and which of these differ. Pure. */
import { toFolder } from '../../../labs/exchange/index.ts'
import type { DraftContent } from '../../../server/protocol.ts'

export interface FileChange {
  path: string
  /** `missing`: only before; `extra`: only after. */
  is: 'missing' | 'extra' | 'different' | 'same'
  /** Empty where the file is not. */
  before: string
  after: string
}

/** The lab's text first, also where it is the same; of all other files those that differ. */
export function fileChanges(before: DraftContent, after: DraftContent): FileChange[] {
  const [was, is] = [filesOf(before), filesOf(after)]
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return paths
    .map((path): FileChange => {
      const [one, other] = [was[path], is[path]]
      const kind = one === undefined ? 'extra' : other === undefined ? 'missing' : 'different'
      const same = one === other
      return { path, is: same ? 'same' : kind, before: one ?? '', after: other ?? '' }
    })
    .filter(({ path, is: kind }) => path === 'lab.yaml' || kind !== 'same')
}

/** What stands elsewhere, of the things that have a place in both; their ids. */
export function movedThings(before: DraftContent, after: DraftContent): string[] {
  return Object.entries(after.layout.positions).flatMap(([id, { x, y }]) => {
    const was = before.layout.positions[id]
    return was !== undefined && (was.x !== x || was.y !== y) ? [id] : []
  })
}

/** Places in one order, as the order in which things were moved says nothing. */
function filesOf(content: DraftContent): Record<string, string> {
  const { positions } = content.layout
  const sorted = Object.fromEntries(
    Object.keys(positions)
      .toSorted()
      .map((id) => [id, positions[id]] as const),
  ) as typeof positions
  return toFolder({ ...content, layout: { ...content.layout, positions: sorted } })
}
