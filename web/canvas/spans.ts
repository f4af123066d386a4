/** Where things stand that are in no host: above the hosts what the swarm lays over them, below them the wires. */
import { around, between, bottom, left, right, top, type Box } from './box.ts'
import { SIZES } from './place.ts'
import { hostIn, type Scene, type Thing } from './scene.ts'

/** Between the hosts and what is nearest to them, and between the rows of it; px. */
const AWAY = 44
const APART = 28
const BESIDE = 24
/** A bar ends this far inside of the outer hosts. */
const INSET = 20

/** Adds their boxes to those of the hosts. `over` is what is in no host. */
export function placeSpans(over: Scene, scene: Scene, boxes: Record<string, Box>): void {
  const hosts = scene.things.flatMap((thing) => {
    const box = thing.kind === 'host' ? boxes[thing.id] : undefined
    return box === undefined ? [] : [box]
  })
  const all = around(hosts)
  if (all === undefined) return
  const reach = reaches(scene, boxes)
  const of = (kind: Thing['kind']) => over.things.filter((thing) => thing.kind === kind)
  let y = top(all) - AWAY
  for (const overlay of of('overlay').toReversed()) {
    const span = around(reach.get(overlay.id) ?? []) ?? all
    const { h } = SIZES.overlay
    boxes[overlay.id] = between(left(span) + INSET, y - h, right(span) - INSET, y)
    y -= h + APART
  }
  const services = of('service')
  placeCards(services, all, y, boxes)
  placeCards(of('secret'), all, services.length === 0 ? y : y - SIZES.service.h - APART, boxes)
  let low = bottom(all) + AWAY
  for (const wire of of('wire')) {
    const { w, h } = SIZES.wire
    const span = around(reach.get(wire.id) ?? [])
    // One that nobody is on yet has to be there to be joined.
    const end = span === undefined ? left(all) + w : right(span)
    boxes[wire.id] = between(left(span ?? all), low, end, low + h)
    low += SIZES.wire.h + APART
  }
}

/** The hosts that a wire or an overlay reaches. */
function reaches(scene: Scene, boxes: Record<string, Box>): Map<string, Box[]> {
  const reach = new Map<string, Box[]>()
  for (const { kind, from, to } of scene.ties) {
    if (kind !== 'wire' && kind !== 'arm') continue
    const box = boxes[hostIn(from) || from]
    if (box) reach.set(to, [...(reach.get(to) ?? []), box])
  }
  return reach
}

/** One row, beginning at the left of the hosts. */
function placeCards(cards: Thing[], all: Box, low: number, boxes: Record<string, Box>): void {
  let x = left(all) + INSET
  for (const card of cards) {
    const { w, h } = SIZES[card.kind]
    boxes[card.id] = between(x, low - h, x + w, low)
    x += w + BESIDE
  }
}
