/** The raster that things are put down on, and the lines that show what stands in a row. Pure. */
import type { Position } from '../../../labs/layout.ts'
import { bottom, left, near, right, top, type Box, type Point } from '../box.ts'
import { UNIT } from '../place.ts'

/** Nearer than this to another thing nothing is put down; in px. */
export const GAP = 12
/** How many units around a place are tried before a thing is put on top of another after all. */
const REACH = 16
/** Nearest that a thing's centre may come to its host's left and top edge, in units. */
const LEAST: Position = { x: 5, y: 4 }

/** px → layout units; on the raster unless `free`. */
export function toUnits(point: Point, free = false): Position {
  const unit = (px: number) => (free ? Math.round((px / UNIT) * 100) / 100 : Math.round(px / UNIT))
  return { x: unit(point.x), y: unit(point.y) }
}

/** A thing's place in its host: far enough from the edges for the thing and the host's title. */
export function inHost(at: Position): Position {
  return { x: Math.max(LEAST.x, at.x), y: Math.max(LEAST.y, at.y) }
}

/** The place itself, or the nearest where nothing is in the way. Boxes and sizes are px, relative to the host. */
export function settle(
  at: Position,
  size: { w: number; h: number },
  others: Box[],
  may: (place: Position) => boolean = () => true,
): Position {
  const free = (place: Position) => {
    const box = { x: place.x * UNIT, y: place.y * UNIT, w: size.w, h: size.h }
    return others.every((other) => !near(box, other, GAP)) && may(place)
  }
  for (let ring = 0; ring <= REACH; ring += 1) {
    const found = around(at, ring).map(inHost).find(free)
    if (found) return found
  }
  return at
}

/** The places at a distance from one, the nearest first. */
function around({ x, y }: Position, ring: number): Position[] {
  if (ring === 0) return [{ x, y }]
  const side = Array.from({ length: 2 * ring + 1 }, (_, index) => index - ring)
  const places = side.flatMap((d) => [
    { x: x + ring, y: y + d },
    { x: x - ring, y: y + d },
    { x: x + d, y: y + ring },
    { x: x + d, y: y - ring },
  ])
  const distance = (place: Position) => Math.hypot(place.x - x, place.y - y)
  return places.sort((a, b) => distance(a) - distance(b))
}

export interface Guide {
  from: Point
  to: Point
}

/** Lines from a box to what has its centre, or an edge, in the same column or row; `within` px. */
export function guides(box: Box, others: Box[], within = 5): Guide[] {
  const upright = [(b: Box) => b.x, left, right]
  const level = [(b: Box) => b.y, top, bottom]
  const columns = upright.flatMap((of) => {
    const near = others.filter((other) => Math.abs(of(other) - of(box)) <= within)
    if (near.length === 0) return []
    const x = of(near[0] ?? box)
    const all = [box, ...near]
    return [
      {
        from: { x, y: Math.min(...all.map(top)) },
        to: { x, y: Math.max(...all.map(bottom)) },
      },
    ]
  })
  const rows = level.flatMap((of) => {
    const near = others.filter((other) => Math.abs(of(other) - of(box)) <= within)
    if (near.length === 0) return []
    const y = of(near[0] ?? box)
    const all = [box, ...near]
    return [
      {
        from: { x: Math.min(...all.map(left)), y },
        to: { x: Math.max(...all.map(right)), y },
      },
    ]
  })
  return [...columns.slice(0, 1), ...rows.slice(0, 1)]
}
