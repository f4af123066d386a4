/** Moves of several things at once, as changes of the layout: hosts by their corner, things by their place in their host. Pure. */
import type { LayoutChange } from '../../labs/edit/index.ts'
import type { Layout, Position } from '../../labs/layout.ts'
import { bottom, left, near, right, top, type Box } from '../canvas/box.ts'
import { fits, isHost, nominal, otherHosts, standingIn } from '../canvas/editing/ground.ts'
import { GAP, inHost, toUnits } from '../canvas/editing/snap.ts'
import { UNIT } from '../canvas/place.ts'
import { blocks } from '../canvas/room.ts'
import { hostIn, type Scene } from '../canvas/scene.ts'
import { place, type Sheet } from '../canvas/sheet.ts'

/** What is brought into one line. */
export type Edge = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'
type Axis = 'x' | 'y'

interface Piece {
  id: string
  /** On the sheet. */
  box: Box
}

/** How far something that is in the way is looked round, in steps of a unit. */
const AROUND = 60

/** What of a selection can be moved; what is in a selected host goes with it. */
export function movable(ids: readonly string[], sheet: Sheet): string[] {
  const all = new Set(ids)
  return ids.filter((id) => nominal(sheet, id) !== undefined && !all.has(hostIn(id)))
}

const piecesOf = (ids: readonly string[], sheet: Sheet): Piece[] =>
  movable(ids, sheet).flatMap((id) => {
    const box = nominal(sheet, id)
    return box === undefined ? [] : [{ id, box }]
  })

/** Brings an edge or the middle of all to the outermost one; on the sheet, so also across hosts. Nothing ends on another. */
export function align(ids: readonly string[], sheet: Sheet, edge: Edge): LayoutChange[] {
  const axis = edge === 'left' || edge === 'centre' || edge === 'right' ? 'x' : 'y'
  const across = axis === 'x' ? 'y' : 'x'
  const pieces = piecesOf(ids, sheet)
  const line = lineOf(
    pieces.map(({ box }) => box),
    edge,
  )
  const wanted = pieces.map(({ id, box }) => ({ id, box, to: { ...box, [axis]: line(box) } }))
  // What is in line already stays; the rest finds room beside it.
  const away = ({ box, to }: (typeof wanted)[number]) => Math.abs(to[axis] - box[axis])
  wanted.sort((a, b) => away(a) - away(b) || a.box[across] - b.box[across])
  return settled(sheet, wanted, across)
}

/** Where on the sheet the middle of a box stands once it is in line. */
function lineOf(boxes: Box[], edge: Edge): (box: Box) => number {
  const least = (of: (box: Box) => number) => Math.min(...boxes.map(of))
  const most = (of: (box: Box) => number) => Math.max(...boxes.map(of))
  if (edge === 'left') return (box) => least(left) + box.w / 2
  if (edge === 'top') return (box) => least(top) + box.h / 2
  if (edge === 'right') return (box) => most(right) - box.w / 2
  if (edge === 'bottom') return (box) => most(bottom) - box.h / 2
  const middle =
    edge === 'centre' ? (least(left) + most(right)) / 2 : (least(top) + most(bottom)) / 2
  return () => middle
}

/** The same gap between each and the next, the outer two stay. */
export function distribute(ids: readonly string[], sheet: Sheet, axis: Axis): LayoutChange[] {
  const size = axis === 'x' ? 'w' : 'h'
  const pieces = piecesOf(ids, sheet).sort((a, b) => a.box[axis] - b.box[axis])
  const [first, last] = [pieces[0], pieces.at(-1)]
  if (first === undefined || last === undefined || pieces.length < 3) return []
  const inner = pieces.slice(1, -1)
  const start = first.box[axis] + first.box[size] / 2
  const room = last.box[axis] - last.box[size] / 2 - start
  const gap = (room - inner.reduce((sum, { box }) => sum + box[size], 0)) / (inner.length + 1)
  let at = start
  const wanted = inner.map(({ id, box }) => {
    const middle = at + gap + box[size] / 2
    at = middle + box[size] / 2
    return { id, box, to: { ...box, [axis]: middle } }
  })
  return wanted.flatMap(({ id, to }) => put(sheet, id, to) ?? [])
}

/** A step that way, also onto something else; what has no room there stays. */
export function nudge(ids: readonly string[], sheet: Sheet, by: Position): LayoutChange[] {
  return piecesOf(ids, sheet).flatMap(({ id, box }) => {
    const to = { ...box, x: box.x + by.x * UNIT, y: box.y + by.y * UNIT }
    const others = otherHosts(sheet, new Set(ids))
    return isHost(id) && blocks(to, others) ? [] : (put(sheet, id, to) ?? [])
  })
}

/** Puts one after another where it is wanted, or nearest to that in one direction. */
function settled(
  sheet: Sheet,
  wanted: readonly { id: string; to: Box }[],
  across: Axis,
): LayoutChange[] {
  const moving = new Set(wanted.map(({ id }) => id))
  const hosts = otherHosts(sheet, moving)
  const things = new Map<string, Box[]>()
  return wanted.flatMap(({ id, to }) => {
    const host = hostIn(id)
    const frame = sheet.boxes[host]
    if (!isHost(id) && !things.has(host)) {
      const local = standingIn(sheet, host, moving)
      const onSheet = (box: Box): Box =>
        frame ? { ...box, x: box.x + left(frame), y: box.y + top(frame) } : box
      things.set(host, local.map(onSheet))
    }
    const others = isHost(id) ? hosts : (things.get(host) ?? [])
    const isFree = (box: Box) =>
      isHost(id) ? !blocks(box, others) : others.every((other) => !near(box, other, GAP))
    const tried = aside(to, across).map((box) => within(sheet, id, box))
    const found = tried.find((box) => isFree(box) && put(sheet, id, box) !== undefined)
    others.push(found ?? to)
    return put(sheet, id, found ?? to) ?? []
  })
}

/** The box, and the same further and further aside. */
function aside(box: Box, axis: Axis): Box[] {
  const steps = Array.from({ length: AROUND }, (_, index) => (index + 1) * UNIT)
  const far = steps.flatMap((by) => [by, -by])
  return [box, ...far.map((by) => ({ ...box, [axis]: box[axis] + by }))]
}

/** Far enough from the edges of its host that it is still in it. */
function within(sheet: Sheet, id: string, box: Box): Box {
  const frame = sheet.boxes[hostIn(id)]
  if (frame === undefined) return box
  const at = inHost({ x: (box.x - left(frame)) / UNIT, y: (box.y - top(frame)) / UNIT })
  return { ...box, x: at.x * UNIT + left(frame), y: at.y * UNIT + top(frame) }
}

/** Undefined where the host has no room for it there. */
function put(sheet: Sheet, id: string, to: Box): LayoutChange[] | undefined {
  if (isHost(id)) return [{ place: id, at: toUnits({ x: left(to), y: top(to) }, true) }]
  const host = hostIn(id)
  const frame = sheet.boxes[host]
  if (frame === undefined) return undefined
  const { x, y } = within(sheet, id, to)
  const local = { ...to, x: x - left(frame), y: y - top(frame) }
  const room = fits(sheet, host, [...standingIn(sheet, host, new Set([id])), local])
  return room ? [{ place: id, at: toUnits(local, true) }] : undefined
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
