/** The whole drawing placed: hosts beside each other with their things in them, what spans them above and below. */
import type { Layout } from '../../labs/layout.ts'
import { around, between, bottom, left, right, top, type Box } from './box.ts'
import { stretchBars } from './bars.ts'
import { placeHost, UNIT } from './place.ts'
import { apart, blocks } from './room.ts'
import { partsOf, type HostThing, type Scene } from './scene.ts'
import { placeSpans } from './spans.ts'

/** From the things of a host to its edge; the title stands at the top. */
const PAD = 30
/** Room for the words that a host without containers says below its networks. */
const WORDS = 36
const LEAST = { w: 320, h: 160 }
export const BETWEEN_HOSTS = 40

export interface Sheet {
  /** On the sheet, by thing id. */
  boxes: Record<string, Box>
  /** Relative to the host, also of things that are gone: given to the next placing. */
  memory: Record<string, Box>
}

export const EMPTY_SHEET: Sheet = { boxes: {}, memory: {} }

/** The layout, and for what the drawing holds beyond it the places that it would get. */
export function expectedLayout(drawing: Scene, layout: Layout): Layout {
  const places = Object.entries(place(drawing, layout).memory).map(
    ([id, box]) => [id, { x: box.x / UNIT, y: box.y / UNIT }] as const,
  )
  return { version: 1, positions: { ...Object.fromEntries(places), ...layout.positions } }
}

/** Places a scene; with the sheet before, what was placed does not move. */
export function place(scene: Scene, layout: Layout, before: Sheet = EMPTY_SHEET): Sheet {
  const boxes: Record<string, Box> = {}
  const memory = { ...before.memory }
  const frames: Box[] = []
  const parts = partsOf(scene)
  const nothing: Scene = { things: [], ties: [] }
  for (const host of hostsInTurn(scene, layout, before)) {
    const part = parts.get(host.id) ?? nothing
    const { positions } = layout
    const local = placeHost({ host: host.id, scene: part, positions, before: before.memory })
    Object.assign(memory, local)
    const drawn = stretchBars(part, local)
    const frame = stand(
      frameOf(Object.values(drawn), host.empty !== ''),
      host.id,
      layout,
      before,
      frames,
    )
    frames.push(frame)
    boxes[host.id] = frame
    for (const [id, box] of Object.entries(drawn)) {
      boxes[id] = { ...box, x: box.x + left(frame), y: box.y + top(frame) }
    }
  }
  placeSpans(parts.get('') ?? nothing, scene, boxes)
  return { boxes, memory }
}

/** What has a place stands before what is put beside it. */
function hostsInTurn({ things }: Scene, layout: Layout, before: Sheet): HostThing[] {
  const hosts = things.filter((thing) => thing.kind === 'host')
  const isPlaced = ({ id }: HostThing) => Boolean(before.boxes[id] ?? layout.positions[id])
  return [...hosts.filter(isPlaced), ...hosts.filter((host) => !isPlaced(host))]
}

/** A host's box around its things, relative to its own top left corner. */
export function frameOf(local: Box[], isEmpty: boolean): Box {
  const content = around(local)
  if (content === undefined) return between(0, 0, LEAST.w, LEAST.h)
  return between(
    0,
    0,
    Math.max(LEAST.w, right(content) + PAD),
    Math.max(LEAST.h, bottom(content) + PAD + (isEmpty ? WORDS : 0)),
  )
}

/**
 * Where a host stands: as before, as laid out, or to the right of the others; never on another. One that grew has the
 * next one give way by as much as it must.
 */
function stand(frame: Box, id: string, layout: Layout, before: Sheet, others: Box[]): Box {
  const was = before.boxes[id]
  const laid = layout.positions[id]
  const after = Math.max(0, ...others.map((other) => right(other) + BETWEEN_HOSTS))
  const x = was ? left(was) : laid ? laid.x * UNIT : after
  const y = was ? top(was) : laid ? laid.y * UNIT : 0
  const box = between(x, y, x + frame.w, y + frame.h)
  return blocks(box, others) ? apart(box, others, BETWEEN_HOSTS, ['right', 'below']) : box
}
