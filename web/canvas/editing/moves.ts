/** What was dragged → what the layout should say, and what goes to live on another host. Pure. */
import type { Position } from '../../../labs/layout.ts'
import { left, top, type Box, type Point } from '../box.ts'
import { UNIT } from '../place.ts'
import { apart, blocks } from '../room.ts'
import { hostIn } from '../scene.ts'
import { BETWEEN_HOSTS, type Sheet } from '../sheet.ts'
import { fits, hostAt, isHost, nominal, otherHosts, standingIn } from './ground.ts'
import { inHost, settle, toUnits } from './snap.ts'

/** By id of a thing or host, how far it was dragged, in px. What is in a dragged host is not named. */
export type Drag = Record<string, Point>

/** In layout units: things lie on the raster and on nothing else, unless `free` of it. */
export interface PutDown {
  places: Record<string, Position>
  /** Things that were put into another host, with their places there. */
  homes: { id: string; host: string; at: Position }[]
}

/** How finely the way back is tried out for what a host has no room for. */
const TRIES = 32

export function putDown(sheet: Sheet, drag: Drag, free: boolean): PutDown {
  const done: PutDown = { places: {}, homes: [] }
  const moved = new Set(Object.keys(drag))
  const hosts = otherHosts(sheet, moved)
  const put: Record<string, Box[]> = {}
  for (const [id, by] of Object.entries(drag)) {
    const box = nominal(sheet, id)
    if (box === undefined) continue
    const wanted = shifted(box, by)
    if (isHost(id)) {
      const stands = blocks(wanted, hosts) ? apart(wanted, hosts, BETWEEN_HOSTS) : wanted
      hosts.push(stands)
      done.places[id] = toUnits({ x: left(stands), y: top(stands) }, free)
      continue
    }
    const own = hostIn(id)
    const host = homeOf(sheet, id, wanted)
    const others = [...standingIn(sheet, host, moved), ...(put[host] ?? [])]
    const at =
      host === own
        ? inRoom(sheet, own, sheet.memory[id] ?? box, by, others, free)
        : placeFor(sheet, host, wanted, box, put[host])
    if (host === own) done.places[id] = at
    else done.homes.push({ id, host, at })
    put[host] = [...(put[host] ?? []), boxAt(at, box)]
  }
  return done
}

const boxAt = (at: Position, { w, h }: { w: number; h: number }): Box => ({
  ...{ x: at.x * UNIT, y: at.y * UNIT },
  ...{ w, h },
})

/** The other hosts that what is dragged would go to. */
export function homesOf(sheet: Sheet, drag: Drag): Set<string> {
  const hosts = Object.entries(drag).flatMap(([id, by]) => {
    const box = nominal(sheet, id)
    const host = box && !isHost(id) ? homeOf(sheet, id, shifted(box, by)) : undefined
    return host === undefined || host === hostIn(id) ? [] : [host]
  })
  return new Set(hosts)
}

const shifted = (box: Box, by: Point): Box => ({ ...box, x: box.x + by.x, y: box.y + by.y })

/** The host that a thing is put down in: its own unless its middle lies in another one. */
function homeOf(sheet: Sheet, id: string, middle: Point): string {
  return hostAt(sheet, middle) ?? hostIn(id)
}

/** As far that way as the host can grow without running into another one. */
function inRoom(
  sheet: Sheet,
  host: string,
  from: Box,
  by: Point,
  others: Box[],
  free: boolean,
): Position {
  const hasRoom = (at: Position) => fits(sheet, host, [...others, boxAt(at, from)])
  for (let part = TRIES; part >= 0; part -= 1) {
    const way = { x: from.x + (by.x * part) / TRIES, y: from.y + (by.y * part) / TRIES }
    const at = inHost(toUnits(way, free))
    if (hasRoom(at)) return settle(at, from, others, hasRoom)
  }
  return inHost(toUnits(from, free))
}

/** Where the boxes are while they are dragged. */
export function during(boxes: Record<string, Box>, drag: Drag): Record<string, Box> {
  return Object.fromEntries(
    Object.entries(boxes).map(([id, box]) => {
      const by = drag[id] ?? drag[hostIn(id)]
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
  also: Box[] = [],
): Position {
  const frame = sheet.boxes[host]
  if (frame === undefined) return inHost({ x: 0, y: 0 })
  const here = [...standingIn(sheet, host), ...also]
  const wanted = inHost(toUnits({ x: at.x - left(frame), y: at.y - top(frame) }))
  return settle(wanted, size, here, (place) => fits(sheet, host, [...here, boxAt(place, size)]))
}
