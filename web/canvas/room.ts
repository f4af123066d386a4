/** Room between hosts: whether one is in another's way, and where it would not be. Pure. */
import { bottom, left, near, right, top, type Box } from './box.ts'

/** Nearer than this two hosts read as one; px. */
const LEAST = 20

export const blocks = (box: Box, others: readonly Box[]): boolean =>
  others.some((other) => near(box, other, LEAST))

export type Side = 'left' | 'right' | 'above' | 'below'
const everySide: readonly Side[] = ['left', 'right', 'above', 'below']

/** The box where it is free of the others by `gap`: beside one of them, or in a corner of two, and as near as that can be. */
export function apart(box: Box, others: readonly Box[], gap: number, sides = everySide): Box {
  const on = (side: Side, at: (other: Box) => number) =>
    sides.includes(side) ? others.map(at) : []
  const xs = [
    box.x,
    ...on('right', (other) => right(other) + gap + box.w / 2),
    ...on('left', (other) => left(other) - gap - box.w / 2),
  ]
  const ys = [
    box.y,
    ...on('below', (other) => bottom(other) + gap + box.h / 2),
    ...on('above', (other) => top(other) - gap - box.h / 2),
  ]
  const places = xs.flatMap((x) => ys.map((y) => ({ ...box, x, y })))
  const far = (place: Box) => Math.abs(place.x - box.x) + Math.abs(place.y - box.y)
  places.sort((a, b) => far(a) - far(b))
  return places.find((place) => !blocks(place, others)) ?? box
}
