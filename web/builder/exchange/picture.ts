/** The drawing as one SVG at 1:1, with the same faces and lines as the canvas. */
import type { Layout } from '../../../labs/layout.ts'
import { around, left, top, type Box, type Point } from '../../canvas/box.ts'
import { face } from '../../canvas/faces.ts'
import { escape, text } from '../../canvas/ink.ts'
import type { Palette } from '../../canvas/palette.ts'
import { routes } from '../../canvas/route.ts'
import type { Scene, Thing, Tie } from '../../canvas/scene.ts'
import { place } from '../../canvas/sheet.ts'

const MARGIN = 24

export interface Picture {
  svg: string
  /** px */
  width: number
  height: number
}

/** `faces`: what a style sheet says of fonts that are not on every machine. */
export function picture(whole: Scene, layout: Layout, palette: Palette, faces = ''): Picture {
  const scene = { ...whole, ties: whole.ties.filter(({ kind }) => kind !== 'task') }
  const { boxes } = place(scene, layout)
  const extent = around(Object.values(boxes)) ?? { x: 0, y: 0, w: 1, h: 1 }
  const lines = routes(scene, boxes)
  const width = Math.ceil(extent.w + 2 * MARGIN)
  const height = Math.ceil(extent.h + 2 * MARGIN)
  const origin = { x: left(extent) - MARGIN, y: top(extent) - MARGIN }
  const each = (draw: (thing: Thing, box: Box | undefined, p: Palette) => string) =>
    scene.things.map((thing) => draw(thing, boxes[thing.id], palette))
  const ties = scene.ties.map((tie) => drawTie(tie, lines[tie.id], palette))
  // Lines pass over a host and under what is written on it, as on the canvas.
  const body = [...each(drawGround), ...ties, ...each(drawThing)].join('')
  const view = [origin.x, origin.y, width, height].map(String).join(' ')
  const font = escape(palette.font.replace(/"/g, "'"))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="${view}" font-family="${font}">${faces === '' ? '' : `<style>${escape(faces)}</style>`}<rect x="${String(origin.x)}" y="${String(origin.y)}" width="100%" height="100%" fill="${escape(palette.bg)}"/>${body}</svg>`
  return { svg, width, height }
}

function drawGround(thing: Thing, box: Box | undefined, p: Palette): string {
  if (box === undefined || thing.kind !== 'host') return ''
  return `<rect x="${String(left(box))}" y="${String(top(box))}" width="${String(box.w)}" height="${String(box.h)}" rx="6" fill="${escape(p.bg)}" stroke="${escape(p.border)}"/>`
}

function drawThing(thing: Thing, box: Box | undefined, p: Palette): string {
  if (box === undefined) return ''
  return `<g transform="translate(${String(box.x)} ${String(box.y)})">${face(thing, box, p)}</g>`
}

/** What carries the traffic of containers stands out. */
const WIDTHS: { [K in Tie['kind']]?: string } = { endpoint: '2', arm: '4', serves: '1.5' }

function drawTie(tie: Tie, points: Point[] | undefined, p: Palette): string {
  const first = points?.[0]
  const last = points?.at(-1)
  if (points === undefined || first === undefined || last === undefined) return ''
  const at = points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')
  const isCable = tie.live && WIDTHS[tie.kind] !== undefined
  const dash = tie.kind === 'shares' || !tie.live ? ' stroke-dasharray="6 3"' : ''
  const look = `stroke="${escape(isCable ? p.accent : p.borderStrong)}" stroke-width="${WIDTHS[tie.kind] ?? '1.5'}"${dash}`
  const line = `<polyline points="${at}" fill="none" ${look}/>`
  const words = [tie.label, tie.note].filter((part) => part !== '')
  return words.length === 0 ? line : line + drawLabel(words, middle(points), p)
}

/** Where the renderer writes what a line says: on its middle bend, or between the two middle ones. */
function middle(points: Point[]): Point {
  const bends = points.length > 2 ? points.slice(1, -1) : points
  const half = (bends.length - 1) / 2
  const [low, high] = [bends[Math.floor(half)], bends[Math.ceil(half)]]
  if (low === undefined || high === undefined) return { x: 0, y: 0 }
  return { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 }
}

/** px of the shipped monospaced face: its size, what a character takes, and what hangs below its line. */
const LABEL = { size: 12, character: 7.2, below: 3.6, padding: 2 }

function drawLabel(words: string[], { x, y }: Point, p: Palette): string {
  const w = Math.max(...words.map(({ length }) => length)) * LABEL.character
  const h = words.length * LABEL.size
  const lines = words.map((word, index) => {
    const base = y - h / 2 + (index + 1) * LABEL.size - LABEL.below
    return text(word, x, base, { fill: p.text, size: LABEL.size, anchor: 'middle' })
  })
  const ground = { x: x - w / 2 - LABEL.padding, y: y - h / 2 - LABEL.padding }
  const mono = escape(p.mono.replace(/"/g, "'"))
  return `<rect x="${String(ground.x)}" y="${String(ground.y)}" width="${String(w + 2 * LABEL.padding)}" height="${String(h + 2 * LABEL.padding)}" fill="${escape(p.bg)}"/><g font-family="${mono}">${lines.join('')}</g>`
}

/** The same as a PNG; undefined where the browser cannot draw it. */
export async function toPng({ svg, width, height }: Picture): Promise<Blob | undefined> {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined)))
}
