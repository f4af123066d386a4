/** Moves of several things at once, as changes of the layout. Places are in layout units, relative to the host. Pure. */
import type { LayoutChange } from '../../labs/edit/index.ts'
import type { Layout, Position } from '../../labs/layout.ts'
import { inHost } from '../canvas/editing/snap.ts'
import { UNIT } from '../canvas/place.ts'
import type { Scene } from '../canvas/scene.ts'
import { place } from '../canvas/sheet.ts'

export type Places = Record<string, Position>
/** `column`: one x for all; `row`: one y for all. */
export type Line = 'column' | 'row'

const put = (id: string, at: Position): LayoutChange => ({ place: id, at: inHost(at) })

/** The things in the order of a line, each with where it is. */
function chosen(ids: readonly string[], places: Places, by: 'x' | 'y') {
  return ids
    .flatMap((id) => {
      const at = places[id]
      return at === undefined ? [] : [{ id, at }]
    })
    .sort((a, b) => a.at[by] - b.at[by])
}

/** Brings all into the column, or the row, of the first. */
export function align(ids: readonly string[], places: Places, line: Line): LayoutChange[] {
  const all = chosen(ids, places, line === 'column' ? 'y' : 'x')
  const first = all[0]?.at
  if (first === undefined) return []
  return all.map(({ id, at }) =>
    put(id, line === 'column' ? { x: first.x, y: at.y } : { x: at.x, y: first.y }),
  )
}

/** The same distance between each and the next, the outer two stay. */
export function distribute(ids: readonly string[], places: Places): LayoutChange[] {
  const all = chosen(ids, places, 'x')
  const [first, last] = [all[0], all.at(-1)]
  if (first === undefined || last === undefined || all.length < 3) return []
  const step = (last.at.x - first.at.x) / (all.length - 1)
  return all.map(({ id, at }, index) =>
    put(id, { x: Math.round(first.at.x + index * step), y: at.y }),
  )
}

export function nudge(ids: readonly string[], places: Places, by: Position): LayoutChange[] {
  return chosen(ids, places, 'x').map(({ id, at }) => put(id, { x: at.x + by.x, y: at.y + by.y }))
}

/** Every thing where it would stand if nobody had moved it; what is not drawn now keeps its place. */
export function arranged(scene: Scene, layout: Layout): LayoutChange[] {
  const hosts = Object.entries(layout.positions).filter(([id]) => !id.includes('/'))
  const here = new Set(scene.things.map(({ id }) => id))
  const kept = Object.entries(layout.positions).filter(([id]) => !here.has(id))
  const bare: Layout = { version: 1, positions: Object.fromEntries([...hosts, ...kept]) }
  return Object.entries(place(scene, bare).memory).flatMap(([id, { x, y }]) =>
    here.has(id) ? [{ place: id, at: { x: x / UNIT, y: y / UNIT } }] : [],
  )
}
