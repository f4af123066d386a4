/**
 * Where the things of one host are drawn: what has a place keeps it, what the layout names goes
 * there, and the rest finds the free slot of a lattice nearest to what it is attached to.
 *
 * A lattice of our own and not a force layout such as fcose: here a network is a bar with its containers in a row
 * below, and each with what it mounts below it. Springs make clouds of that, need a random start, and let every
 * thing drift when one is added. This gives the same places for the same lab, and never moves what has one.
 */
import type { Position } from '../../labs/layout.ts'
import { bottom, left, near, right, type Box } from './box.ts'
import type { Scene, Thing, Tie } from './scene.ts'

/** A layout's unit, in px. */
export const UNIT = 20
/** Columns and rows of the lattice, in px from the host's top left corner. */
const COLUMN = { first: 100, step: 160 }
const ROW = { first: 80, step: 60 }
const ROWS = 40
/** Half columns beside the wished one, the nearest first. */
const ASIDE = Array.from({ length: 96 }, (_, index) => (index - 48) / 2).sort(
  (a, b) => Math.abs(a) - Math.abs(b) || a - b,
)
/** Nearer than this two things read as one. */
const GAP = 12

export const SIZES: Record<Thing['kind'], { w: number; h: number }> = {
  network: { w: 140, h: 60 },
  container: { w: 140, h: 60 },
  volume: { w: 140, h: 40 },
  path: { w: 140, h: 40 },
  host: { w: 320, h: 160 },
  wire: { w: 200, h: 32 },
  overlay: { w: 200, h: 48 },
  service: { w: 180, h: 64 },
  secret: { w: 140, h: 40 },
}
const LEG = { w: 140, h: 32 }

/** px of a thing before its bar is drawn out. */
export const sizeOf = (thing: Thing): { w: number; h: number } =>
  thing.kind === 'network' && thing.leg ? LEG : SIZES[thing.kind]

/** The order in which things look for a place: what others hang from goes first. */
const TURN: Thing['kind'][] = ['network', 'container', 'volume', 'path']

export interface PlaceInput {
  host: string
  scene: Scene
  /** In layout units, by thing id. */
  positions: Record<string, Position>
  /** Where things were, by id; also of things that are gone, should they come back. */
  before: Record<string, Box>
}

/** Boxes by thing id, relative to the host's top left corner. */
export function placeHost(input: PlaceInput): Record<string, Box> {
  const tied = new Set(input.scene.ties.flatMap(({ from, to }) => [from, to]))
  const things = input.scene.things
    .filter((thing) => thing.host === input.host && TURN.includes(thing.kind))
    .map((thing) => ({ thing, turn: turn(thing, tied) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ thing }) => thing)
  const same = unmoved(things, input)
  if (same !== undefined) return same
  const placed: Record<string, Box> = {}
  const isLaid = ({ id }: Thing) => input.positions[id] !== undefined
  // What has no place of its own must not take one that an author chose for something else.
  const inTurn = [...things.filter(isLaid), ...things.filter((thing) => !isLaid(thing))]
  const fixed = new Set(inTurn.filter((thing) => keep(thing, input, placed)))
  const reserved = reservations(input, things)
  for (const thing of things) {
    if (fixed.has(thing)) continue
    const taken = [...Object.values(placed), ...reserved]
    const earlier = input.before[thing.id]
    placed[thing.id] =
      earlier !== undefined && free(earlier, taken)
        ? earlier
        : search(sizeOf(thing), wishOf(thing, input.scene, placed), taken)
  }
  return placed
}

/** Everything where it was; undefined where something is new, or came back to a place that was given away. */
function unmoved(things: Thing[], { before }: PlaceInput): Record<string, Box> | undefined {
  const placed: Record<string, Box> = {}
  const taken: Box[] = []
  for (const { id } of things) {
    const box = before[id]
    if (box === undefined || !free(box, taken)) return undefined
    placed[id] = box
    taken.push(box)
  }
  return placed
}

/** What is attached to nothing waits for the rest. */
function turn(thing: Thing, tied: Set<string>): number {
  const loose = !tied.has(thing.id)
  return TURN.indexOf(thing.kind) + (loose && thing.kind !== 'network' ? TURN.length : 0)
}

/**
 * Gives a thing the place it has or the layout's. A place that no layout holds may have been given away since; one
 * that a layout holds is meant, also where things lie on each other.
 */
function keep(thing: Thing, input: PlaceInput, placed: Record<string, Box>): boolean {
  const laid = fromLayout(thing.id, sizeOf(thing), input.positions)
  const box = input.before[thing.id] ?? laid
  if (box === undefined) return false
  if (laid === undefined && !free(box, Object.values(placed))) return false
  placed[thing.id] = box
  return true
}

function fromLayout(
  id: string,
  size: { w: number; h: number },
  positions: Record<string, Position>,
): Box | undefined {
  const position = positions[id]
  return position && { x: position.x * UNIT, y: position.y * UNIT, ...size }
}

/** Places that the layout holds for things which do not exist yet. */
function reservations(input: PlaceInput, things: Thing[]): Box[] {
  const here = new Set(things.map((thing) => thing.id))
  return Object.keys(input.positions).flatMap((id) => {
    const kind = /^(.+)\/(network|container|volume|path):/.exec(id)
    if (kind?.[1] !== input.host || here.has(id)) return []
    const box = fromLayout(id, SIZES[kind[2] as Thing['kind']], input.positions)
    return box ? [box] : []
  })
}

interface Wish {
  x: number
  y: number
  /** What leaving the wished column, and going further down, cost a px. */
  aside: number
  down: number
  /** Bars of other networks: below one of them it would seem to hang from it. */
  avoid: Box[]
}

/** What standing below a bar of another network costs. */
const ASTRAY = 100

/** Where a thing would like to be: below what it hangs from, beside what it shares with. */
function wishOf(thing: Thing, scene: Scene, placed: Record<string, Box>): Wish {
  const { x, y } = { x: COLUMN.first, y: ROW.first }
  if (thing.kind === 'network') return { x, y, aside: 0.01, down: 1, avoid: [] }
  const above = scene.ties.find((tie) => tie.from === thing.id && placed[tie.to] !== undefined)
  const user = scene.ties.find((tie) => tie.to === thing.id && placed[tie.from] !== undefined)
  const box = placed[above?.to ?? ''] ?? placed[user?.from ?? '']
  if (box === undefined) {
    return { x, y: lowest(placed) + ROW.step, aside: 0.5, down: 1, avoid: [] }
  }
  if (above?.kind === 'shares') {
    return { x: box.x + COLUMN.step, y: box.y, aside: 1, down: 1, avoid: [] }
  }
  const under = bottom(box) + ROW.step + sizeOf(thing).h / 2
  if (thing.kind !== 'container') return { x: box.x, y: under, aside: 0.6, down: 1, avoid: [] }
  const level = rowBelow(scene, above, box, placed) ?? under
  return { x: box.x, y: level, aside: 0.35, down: 1.6, avoid: otherBars(scene, above, placed) }
}

/** The row in which others hang from the same bar: the next one joins it. */
function rowBelow(
  scene: Scene,
  own: Tie | undefined,
  bar: Box,
  placed: Record<string, Box>,
): number | undefined {
  const rows = scene.ties.flatMap((tie) => {
    const box = tie.to === own?.to ? placed[tie.from] : undefined
    return box !== undefined && box.y > bottom(bar) ? [box.y] : []
  })
  return rows.length === 0 ? undefined : Math.min(...rows)
}

function otherBars(scene: Scene, own: Tie | undefined, placed: Record<string, Box>): Box[] {
  return scene.things.flatMap((thing) => {
    const box = placed[thing.id]
    return thing.kind === 'network' && thing.id !== own?.to && box !== undefined ? [box] : []
  })
}

function lowest(placed: Record<string, Box>): number {
  return Math.max(ROW.first - ROW.step, ...Object.values(placed).map(bottom))
}

/** The free slot that costs least; candidates share the wish's own column and row raster. */
function search(size: { w: number; h: number }, wish: Wish, taken: Box[]): Box {
  let best: Box | undefined
  let least = Infinity
  for (let row = 0; row < ROWS && row * ROW.step * wish.down < least; row += 1) {
    for (const column of ASIDE) {
      const near = row * ROW.step * wish.down + Math.abs(column) * COLUMN.step * wish.aside
      // Further aside it only costs more.
      if (near >= least) break
      const box = { x: wish.x + column * COLUMN.step, y: wish.y + row * ROW.step, ...size }
      const cost =
        near +
        (column < 0 ? 1 : 0) +
        (wish.avoid.some((bar) => left(bar) < right(box) && left(box) < right(bar)) ? ASTRAY : 0)
      if (box.x < COLUMN.first - UNIT || cost >= least || !free(box, taken)) continue
      best = box
      least = cost
    }
  }
  return best ?? { x: COLUMN.first, y: lowest({}) + ROWS * ROW.step, ...size }
}

function free(box: Box, taken: Box[]): boolean {
  return taken.every((other) => !near(box, other, GAP))
}
