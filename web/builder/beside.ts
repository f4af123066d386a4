/** Where copies go so that they lie on nothing: how far all of them are moved, in layout units. Pure. */
import type { Clip } from '../../labs/edit/index.ts'
import type { Position } from '../../labs/layout.ts'
import { around, between, left, near, top, type Box } from '../canvas/box.ts'
import { fits, otherHosts, standingIn } from '../canvas/editing/ground.ts'
import { GAP, inHost } from '../canvas/editing/snap.ts'
import { SIZES, UNIT } from '../canvas/place.ts'
import { apart } from '../canvas/room.ts'
import type { Thing } from '../canvas/scene.ts'
import { BETWEEN_HOSTS, frameOf, type Sheet } from '../canvas/sheet.ts'

/** Things with places in a host, as boxes relative to it. */
export interface Copies {
  host: string
  boxes: Box[]
}

const FAR = 48
/** Beside is nearer than below: a copy joins the row of its original. */
const ASIDE = 0.45
/** More comparisons than that are not worth it: the copies go below everything. */
const PATIENCE = 20_000

const ahead = steps(0)
const everyWay = steps(-FAR)

function steps(least: number): Position[] {
  const line = Array.from({ length: FAR - least + 1 }, (_, index) => index + least)
  const far = ({ x, y }: Position) => Math.abs(x) * ASIDE + Math.abs(y)
  return line.flatMap((x) => line.map((y) => ({ x, y }))).sort((a, b) => far(a) - far(b))
}

const moved = (box: Box, by: Position): Box => ({
  ...box,
  x: box.x + by.x * UNIT,
  y: box.y + by.y * UNIT,
})

/** From where the originals are; with `wanted`, as near to that as can be, on every side of it. */
export function beside(sheet: Sheet, copies: readonly Copies[], wanted?: Position): Position {
  const all = copies.map(({ host, boxes }) => ({ host, boxes, here: standingIn(sheet, host) }))
  const work = all.reduce((sum, { boxes, here }) => sum + boxes.length * here.length, 0)
  if (work > PATIENCE) return below(all)
  const from = wanted ?? { x: 0, y: 0 }
  const places = (wanted ? everyWay : ahead).map(({ x, y }) => ({ x: from.x + x, y: from.y + y }))
  const isFree = (by: Position) =>
    all.every(({ boxes, here }) =>
      boxes.every((box) => {
        const to = moved(box, by)
        return isInside(to) && here.every((other) => !near(to, other, GAP))
      }),
    )
  const hasRoom = (by: Position) =>
    all.every(({ host, boxes, here }) =>
      fits(sheet, host, [...here, ...boxes.map((box) => moved(box, by))]),
    )
  const free = places.filter(isFree)
  return free.find(hasRoom) ?? free[0] ?? below(all)
}

function isInside({ x, y }: Box): boolean {
  const at = { x: x / UNIT, y: y / UNIT }
  const kept = inHost(at)
  return kept.x === at.x && kept.y === at.y
}

function below(all: readonly { boxes: Box[]; here: Box[] }[]): Position {
  const depths = all.map(({ here }) => around(here)?.y ?? 0)
  const heights = all.map(({ here }) => (around(here)?.h ?? 0) / 2)
  return {
    x: 0,
    y: Math.ceil(Math.max(0, ...depths.map((y, at) => y + (heights[at] ?? 0))) / UNIT),
  }
}

/** What of a clip has a place, as it would lie in a host. */
export function boxesOf({ things }: Pick<Clip, 'things'>): Box[] {
  return things.flatMap(({ kind, at }) => (at === undefined ? [] : [boxAt(kind, at)]))
}

const boxAt = (kind: Thing['kind'], at: Position): Box => ({
  ...{ x: at.x * UNIT, y: at.y * UNIT },
  ...SIZES[kind],
})

/** How far whole hosts go, beside those that are there. */
export function hostsBeside(sheet: Sheet, { hosts = [] }: Clip): Position {
  const frames = hosts.flatMap(({ at, places }) => {
    if (at === undefined) return []
    const inside = Object.entries(places).flatMap(([key, place]) => {
      const kind = key.slice(0, key.indexOf(':'))
      return kind in SIZES ? [boxAt(kind as Thing['kind'], place)] : []
    })
    const { w, h } = frameOf(inside, inside.length === 0)
    return [between(at.x * UNIT, at.y * UNIT, at.x * UNIT + w, at.y * UNIT + h)]
  })
  const all = around(frames)
  if (all === undefined) return { x: 0, y: 0 }
  const to = apart(all, otherHosts(sheet, new Set()), BETWEEN_HOSTS, ['right', 'below'])
  return {
    x: Math.ceil((left(to) - left(all)) / UNIT),
    y: Math.ceil((top(to) - top(all)) / UNIT),
  }
}
