/** Rectangles of the drawing, in px of the sheet; x and y are their centre. */
export interface Box {
  x: number
  y: number
  w: number
  h: number
}

export interface Point {
  x: number
  y: number
}

export const left = (box: Box): number => box.x - box.w / 2
export const right = (box: Box): number => box.x + box.w / 2
export const top = (box: Box): number => box.y - box.h / 2
export const bottom = (box: Box): number => box.y + box.h / 2

/** A rectangle from its edges. */
export function between(l: number, t: number, r: number, b: number): Box {
  return { x: (l + r) / 2, y: (t + b) / 2, w: r - l, h: b - t }
}

/** Whether two boxes come nearer to each other than `gap`. */
export function near(a: Box, b: Box, gap: number): boolean {
  return (
    left(a) < right(b) + gap &&
    left(b) < right(a) + gap &&
    top(a) < bottom(b) + gap &&
    top(b) < bottom(a) + gap
  )
}

/** Whether a box does not reach out of another. */
export function within(inner: Box, outer: Box): boolean {
  return (
    left(inner) >= left(outer) &&
    right(inner) <= right(outer) &&
    top(inner) >= top(outer) &&
    bottom(inner) <= bottom(outer)
  )
}

/** The smallest box around all; undefined for none. */
export function around(boxes: Box[]): Box | undefined {
  if (boxes.length === 0) return undefined
  return between(
    Math.min(...boxes.map(left)),
    Math.min(...boxes.map(top)),
    Math.max(...boxes.map(right)),
    Math.max(...boxes.map(bottom)),
  )
}

export function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value))
}
