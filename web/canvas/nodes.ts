/** Scene and places → what the renderer is given: plain data, with the faces as images. */
import type { ElementDefinition } from 'cytoscape'
import type { Box, Point } from './box.ts'
import { face } from './faces.ts'
import type { Palette } from './palette.ts'
import { routes } from './route.ts'
import type { Scene, Thing, Tie } from './scene.ts'
import { markWords } from './words.ts'

/** A pill sits on the edge of a face, so the image is larger than the box. */
const BLEED = 10

export const frameId = (host: string): string => `${host}#frame`

/** Draws a thing's face; the same picture for what has not changed. */
export type Painter = (thing: Thing, box: Box, palette: Palette) => string

/** Keeps the faces that were drawn: most of a drawing stays as it is while somebody types. */
export function createPainter(): Painter {
  const kept = new Map<string, { print: string; picture: string }>()
  return (thing, box, palette) => {
    const print = `${String(box.w)} ${String(box.h)} ${palette.text} ${palette.font} ${JSON.stringify(thing)}`
    const before = kept.get(thing.id)
    if (before?.print === print) return before.picture
    const picture = image(thing, box, palette)
    kept.set(thing.id, { print, picture })
    return picture
  }
}

/** Nodes and edges by id; a host is a compound around a frame of its own size. */
export function elementsOf(
  scene: Scene,
  boxes: Record<string, Box>,
  palette: Palette,
  paint: Painter = image,
): ElementDefinition[] {
  const lines = routes(scene, boxes)
  const nodes = scene.things.flatMap((thing) => {
    const box = boxes[thing.id]
    return box === undefined ? [] : nodeOf(thing, box, paint(thing, box, palette))
  })
  const edges = scene.ties.flatMap((tie) => {
    const points = lines[tie.id]
    return points === undefined ? [] : [edgeOf(tie, points, boxes)]
  })
  return [...nodes, ...edges]
}

function nodeOf(thing: Thing, box: Box, picture: string): ElementDefinition[] {
  const data = {
    w: box.w,
    h: box.h,
    faceW: box.w + 2 * BLEED,
    faceH: box.h + 2 * BLEED,
    face: picture,
  }
  const position = { x: box.x, y: box.y }
  if (thing.kind === 'host') {
    const frame = { ...data, id: frameId(thing.id), parent: thing.id, kind: 'frame' }
    return [
      { group: 'nodes', data: { id: thing.id, kind: 'host' } },
      { group: 'nodes', data: frame, position, selectable: false },
    ]
  }
  const parent = thing.host === '' ? {} : { parent: thing.host }
  return [
    {
      group: 'nodes',
      data: { ...data, ...parent, id: thing.id, kind: thing.kind },
      position,
      // What is in no host stands where the hosts put it.
      grabbable: thing.host !== '',
    },
  ]
}

function image(thing: Thing, box: Box, palette: Palette): string {
  const w = box.w + 2 * BLEED
  const h = box.h + 2 * BLEED
  // Twice the size: the renderer scales the picture, and a screen may have two pixels a point.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(w * 2)}" height="${String(h * 2)}" viewBox="${String(-w / 2)} ${String(-h / 2)} ${String(w)} ${String(h)}" font-family="${palette.font.replace(/"/g, "'")}">${face(thing, box, palette)}</svg>`
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
}

function edgeOf(tie: Tie, points: Point[], boxes: Record<string, Box>): ElementDefinition {
  const { distances, weights } = bends(points)
  const data = {
    id: tie.id,
    source: tie.from,
    target: tie.to,
    kind: tie.kind,
    label: [tie.mark ? markWords[tie.mark] : '', tie.label, tie.note]
      .filter((part) => part !== '')
      .join('\n'),
    distances,
    weights,
    sourceEnd: end(points[0], boxes[tie.from]),
    targetEnd: end(points.at(-1), boxes[tie.to]),
  }
  return {
    group: 'edges',
    data,
    classes: `${tie.live ? '' : 'still'} ${tie.mark ?? ''}`.trim(),
    selectable: false,
  }
}

function end(point: Point | undefined, box: Box | undefined): string {
  if (point === undefined || box === undefined) return 'outside-to-node'
  return `${String(point.x - box.x)}px ${String(point.y - box.y)}px`
}

/** The points between the ends, as the renderer wants them: along the line and beside it. */
export function bends(points: Point[]): { distances: string; weights: string } {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 3) {
    return { distances: '0', weights: '0.5' }
  }
  const dx = last.x - first.x
  const dy = last.y - first.y
  const length = Math.hypot(dx, dy) || 1
  const inner = points.slice(1, -1).map((point) => {
    const x = point.x - first.x
    const y = point.y - first.y
    return { weight: (x * dx + y * dy) / length ** 2, distance: (y * dx - x * dy) / length }
  })
  return {
    distances: inner.map((bend) => bend.distance.toFixed(2)).join(' '),
    weights: inner.map((bend) => bend.weight.toFixed(4)).join(' '),
  }
}
