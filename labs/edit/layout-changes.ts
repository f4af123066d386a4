/** Layout follows the lab: names that change take their places along, what is gone leaves none behind. */
import type { Layout, Position } from '../layout.ts'
import type { LayoutChange } from './commands/report.ts'

export function applyLayout(layout: Layout, changes: readonly LayoutChange[]): Layout {
  return changes.reduce(applied, layout)
}

function applied(layout: Layout, change: LayoutChange): Layout {
  if ('place' in change) {
    return { ...layout, positions: { ...layout.positions, [change.place]: change.at } }
  }
  const entries = Object.entries(layout.positions).flatMap(([key, at]): [string, Position][] => {
    const of = 'move' in change ? change.move : change.drop
    if (key !== of && !key.startsWith(`${of}/`)) return [[key, at]]
    return 'move' in change ? [[change.to + key.slice(of.length), at]] : []
  })
  return { ...layout, positions: Object.fromEntries(entries) }
}
