/** The line of each tie: where it leaves, where it arrives, and where it goes round. */
import { between, bottom, clamp, left, near, right, top, type Box, type Point } from './box.ts'
import { grouped } from './group.ts'
import { hostIn, type Scene, type Tie } from './scene.ts'

/** Lines end this far from a corner, and stand this far apart on one side of a box. */
const INSET = 16
const APART = 44
/** px that a host's name and role take of its upper edge. */
const TITLE = { icon: 28, character: 9, role: 130 }
/** A line goes round a box at this distance. */
const AROUND = 10

/** Points from the tie's `from` to its `to`, by tie id. */
export function routes(scene: Scene, boxes: Record<string, Box>): Record<string, Point[]> {
  const inside = grouped(Object.entries(boxes), ([id]) => hostIn(id))
  const leaving = grouped(scene.ties, ({ from }) => from)
  const lines: Record<string, Point[]> = {}
  for (const tie of scene.ties) {
    const from = boxes[tie.from]
    const to = boxes[tie.to]
    const host = hostIn(tie.from)
    // What is in no host has room of its own, and nothing to go round.
    const near = host === '' ? [] : (inside.get(host) ?? [])
    const beside = leaving.get(tie.from) ?? []
    if (from && to) lines[tie.id] = line(tie, from, to, { near, beside, boxes })
  }
  return lines
}

interface Around {
  /** What stands in the same host. */
  near: [id: string, box: Box][]
  /** The ties that leave from the same thing. */
  beside: Tie[]
  boxes: Record<string, Box>
}

function line(tie: Tie, from: Box, to: Box, { near: others, beside, boxes }: Around): Point[] {
  if (tie.kind === 'arm') return plumb(clearOfTitle(from, tie, boxes), to, from.x)
  if (tie.kind === 'wire') {
    const wires = beside.filter(({ kind }) => kind === 'wire')
    const order = wires.indexOf(tie) - (wires.length - 1) / 2
    return plumb(from, to, from.x + order * APART)
  }
  const level = Math.abs(from.y - to.y) < (from.h + to.h) / 2
  const start = clamp(from.x + lane(tie, from, to, beside, boxes), left(from), right(from))
  const straight = level ? sideways(from, to) : upright(from, to, start)
  const way = corridor(straight)
  const blocking = others.flatMap(([id, box]) =>
    near(box, way, 0) && id !== tie.from && id !== tie.to ? [box] : [],
  )
  if (blocking.length === 0) return straight
  return level ? below(from, to, blocking) : roundabout(from, to, blocking, tie.kind === 'mount')
}

/** Straight up or down where the two overlap, as near to a wished x as can be. */
function plumb(from: Box, to: Box, wish: number): Point[] {
  const low = Math.max(left(from), left(to)) + INSET
  const high = Math.min(right(from), right(to)) - INSET
  return upright(from, to, low > high ? to.x : clamp(wish, low, high))
}

/** The part of a leg from which a line upwards passes between its host's name and role, if there is one. */
function clearOfTitle(leg: Box, { from }: Tie, boxes: Record<string, Box>): Box {
  const name = hostIn(from)
  const host = boxes[name]
  if (host === undefined) return leg
  const low = Math.max(left(leg), left(host) + TITLE.icon + name.length * TITLE.character)
  const high = Math.min(right(leg), right(host) - TITLE.role)
  return high - low < 2 * INSET ? leg : between(low, top(leg), high, bottom(leg))
}

/** From the edge that faces the other box to that box's nearest point. */
function upright(from: Box, to: Box, startX: number): Point[] {
  const down = to.y > from.y
  const x = clamp(startX, left(from) + INSET, right(from) - INSET)
  return [
    { x, y: down ? bottom(from) : top(from) },
    { x: clamp(x, left(to) + INSET, right(to) - INSET), y: down ? top(to) : bottom(to) },
  ]
}

function sideways(from: Box, to: Box): Point[] {
  const forward = to.x > from.x
  return [
    { x: forward ? right(from) : left(from), y: from.y },
    { x: forward ? left(to) : right(to), y: to.y },
  ]
}

/** Under what stands between two boxes of one row. */
function below(from: Box, to: Box, blocking: Box[]): Point[] {
  const y = Math.max(bottom(from), bottom(to), ...blocking.map(bottom)) + 2 * AROUND
  return [
    { x: from.x, y: bottom(from) },
    { x: from.x, y },
    { x: to.x, y },
    { x: to.x, y: bottom(to) },
  ]
}

/** Leaves by the side, passes everything in the way, and arrives straight. */
function roundabout(from: Box, to: Box, blocking: Box[], byRight: boolean): Point[] {
  const down = to.y > from.y
  const x = byRight
    ? Math.max(right(from), ...blocking.map(right)) + AROUND
    : Math.min(left(from), ...blocking.map(left)) - AROUND
  const end = clamp(x, left(to) + INSET, right(to) - INSET)
  const y = down ? top(to) : bottom(to)
  const bend = down ? y - INSET : y + INSET
  const out = [
    { x: byRight ? right(from) : left(from), y: from.y },
    { x, y: from.y },
  ]
  return end === x
    ? [...out, { x, y }]
    : [...out, { x, y: bend }, { x: end, y: bend }, { x: end, y }]
}

function corridor([a, b]: Point[]): Box {
  if (a === undefined || b === undefined) return between(0, 0, 0, 0)
  return between(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y))
}

/** Where on its side a line starts, so that two lines of one side do not run together. */
function lane(tie: Tie, from: Box, to: Box, beside: Tie[], boxes: Record<string, Box>): number {
  const same = beside
    .flatMap((other) => {
      const box = boxes[other.to]
      const sameSide = box !== undefined && box.y > from.y === to.y > from.y
      return sameSide ? [{ id: other.id, x: box.x }] : []
    })
    .sort((a, b) => a.x - b.x)
  const index = same.findIndex((other) => other.id === tie.id)
  return (index - (same.length - 1) / 2) * APART
}
