/** A lab's drawing in a few strokes, for a card: shapes and names, nothing that needs reading glasses. */
import type { Layout } from '../../labs/layout.ts'
import type { LabState } from '../../labs/topology/state.ts'
import { around, type Box } from './box.ts'
import { render } from './elements.ts'
import { escape, rect, text } from './ink.ts'
import { liveColours as p } from './palette.ts'
import { routes } from './route.ts'
import type { Scene, Thing } from './scene.ts'
import { place } from './sheet.ts'
import { clip } from './words.ts'

const MARGIN = 12

export interface Miniature {
  viewBox: string
  /** SVG markup; names are escaped. */
  markup: string
  /** What the picture shows, in words. */
  words: string
}

/** Things that learners will make are dashed, at the places the layout keeps for them. */
export function miniature(drawing: LabState, layout: Layout): Miniature {
  const drawn = render(drawing, { drawing, planned: true })
  const coming = future(drawn, layout)
  const scene: Scene = { things: [...drawn.things, ...coming], ties: drawn.ties }
  const { boxes } = place(scene, layout)
  const extent = around(Object.values(boxes)) ?? { x: 0, y: 0, w: 1, h: 1 }
  const seen = { ...scene, ties: scene.ties.filter(({ kind }) => kind !== 'task') }
  const lines = Object.values(routes(seen, boxes)).map((points) => {
    const at = points.map((point) => `${String(point.x)},${String(point.y)}`).join(' ')
    return `<polyline points="${at}" fill="none" stroke="${p.borderStrong}" stroke-width="2"/>`
  })
  const draw = (thing: Thing) => shape(thing, boxes[thing.id], coming.includes(thing))
  const hosts = scene.things.filter((thing) => thing.kind === 'host')
  const inside = scene.things.filter((thing) => thing.kind !== 'host')
  return {
    viewBox: view(extent),
    markup: [...hosts.map(draw), ...lines, ...inside.map(draw)].join(''),
    words: words(scene, coming),
  }
}

function view(extent: Box): string {
  const w = extent.w + 2 * MARGIN
  const h = extent.h + 2 * MARGIN
  return [extent.x - w / 2, extent.y - h / 2, w, h].map(String).join(' ')
}

function future(scene: Scene, layout: Layout): Thing[] {
  const here = new Set(scene.things.map((thing) => thing.id))
  return Object.keys(layout.positions).flatMap((id): Thing[] => {
    const match = /^([^/]+)\/(network|container|volume):(.+)$/.exec(id)
    const [, host, kind, name] = match ?? []
    if (here.has(id) || host === undefined || name === undefined || !here.has(host)) return []
    return [ghost(id, host, kind as 'network' | 'container' | 'volume', name)]
  })
}

function ghost(
  id: string,
  host: string,
  kind: 'network' | 'container' | 'volume',
  name: string,
): Thing {
  const base = { id, host, name }
  if (kind === 'network') {
    return { ...base, kind, driver: '', detail: '', subnets: [], internal: false, leg: false }
  }
  if (kind === 'volume') return { ...base, kind, short: name, driver: '', anonymous: false }
  return {
    ...base,
    kind,
    image: '',
    status: 'planned',
    exitCode: 0,
    ports: [],
    mode: '',
    short: name,
    service: '',
    own: [],
  }
}

const FILLS: Record<Thing['kind'], { fill: string; stroke: string }> = {
  host: { fill: p.bg, stroke: p.border },
  wire: { fill: p.sunken, stroke: p.borderStrong },
  network: { fill: p.accentSoft, stroke: p.accent },
  container: { fill: p.surface, stroke: p.borderStrong },
  volume: { fill: p.sunken, stroke: p.borderStrong },
  path: { fill: p.sunken, stroke: p.borderStrong },
  overlay: { fill: p.accentSoft, stroke: p.accent },
  service: { fill: p.surface, stroke: p.borderStrong },
  secret: { fill: p.sunken, stroke: p.borderStrong },
}

function shape(thing: Thing, box: Box | undefined, dashed: boolean): string {
  if (box === undefined) return ''
  const look = FILLS[thing.kind]
  const fill = dashed && thing.kind !== 'network' ? 'none' : look.fill
  const name = thing.kind === 'volume' ? thing.short : thing.name
  const label =
    thing.kind === 'host'
      ? text(name, -box.w / 2 + 14, -box.h / 2 + 28, { fill: p.muted, size: 18 })
      : text(clip(name, Math.floor(box.w / 10)), 0, 6, { fill: p.text, size: 18, anchor: 'middle' })
  return `<g data-kind="${escape(thing.kind)}" transform="translate(${String(box.x)} ${String(box.y)})">${rect(box, { fill, stroke: look.stroke, dashed })}${label}</g>`
}

function words(scene: Scene, coming: Thing[]): string {
  const count = (kind: Thing['kind'], one: string) => {
    const number = scene.things.filter((thing) => thing.kind === kind).length
    return number === 0 ? [] : [`${String(number)} ${one}${number === 1 ? '' : 's'}`]
  }
  const parts = [
    ...count('host', 'host'),
    ...count('network', 'network'),
    ...count('container', 'container'),
    ...count('volume', 'volume'),
    ...count('service', 'service'),
  ]
  const rest = coming.length === 0 ? '' : `; ${String(coming.length)} of them for you to make`
  return `Drawing: ${parts.join(', ')}${rest}`
}
