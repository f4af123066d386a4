/** What was dragged → what the layout should say. Pure. */
import type { Position } from '../../../labs/layout.ts'
import { left, top, type Box, type Point } from '../box.ts'
import type { Sheet } from '../sheet.ts'
import { inHost, settle, toUnits } from './snap.ts'

/** By id of a thing or host, how far it was dragged, in px. What is in a dragged host is not named. */
export type Drag = Record<string, Point>

/** Places in layout units: things lie on the raster and on nothing else, unless `free` of it. */
export function placesOf(sheet: Sheet, drag: Drag, free: boolean): Record<string, Position> {
  const places: Record<string, Position> = {}
  const moved = new Set(Object.keys(drag))
  const standing = (host: string) =>
    Object.entries(sheet.memory).flatMap(([id, box]) =>
      id.startsWith(`${host}/`) && sheet.boxes[id] !== undefined && !moved.has(id) ? [box] : [],
    )
  const put: Record<string, Box[]> = {}
  for (const [id, by] of Object.entries(drag)) {
    const local = sheet.memory[id]
    const box = sheet.boxes[id]
    if (local === undefined) {
      if (box) places[id] = toUnits({ x: left(box) + by.x, y: top(box) + by.y }, free)
      continue
    }
    const host = id.slice(0, id.indexOf('/'))
    const wanted = inHost(toUnits({ x: local.x + by.x, y: local.y + by.y }, free))
    const others = [...standing(host), ...(put[host] ?? [])]
    const at = settle(wanted, local, others)
    places[id] = at
    put[host] = [...(put[host] ?? []), { ...local, x: at.x * 20, y: at.y * 20 }]
  }
  return places
}

/** Where the boxes are while they are dragged. */
export function during(boxes: Record<string, Box>, drag: Drag): Record<string, Box> {
  return Object.fromEntries(
    Object.entries(boxes).map(([id, box]) => {
      const by = drag[id] ?? drag[id.slice(0, Math.max(0, id.indexOf('/')))]
      return [id, by ? { ...box, x: box.x + by.x, y: box.y + by.y } : box]
    }),
  )
}

/** The free place in a host nearest to a point of the sheet, for something new of a size. */
export function placeFor(
  sheet: Sheet,
  host: string,
  at: Point,
  size: { w: number; h: number },
): Position {
  const frame = sheet.boxes[host]
  if (frame === undefined) return inHost({ x: 0, y: 0 })
  const here = Object.entries(sheet.memory).flatMap(([id, box]) =>
    id.startsWith(`${host}/`) && sheet.boxes[id] !== undefined ? [box] : [],
  )
  const wanted = inHost(toUnits({ x: at.x - left(frame), y: at.y - top(frame) }))
  return settle(wanted, size, here)
}
