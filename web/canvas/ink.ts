/** SVG strokes that the faces are made of. Strings in, strings out; text is escaped here and only here. */
import type { StatusLook } from './words.ts'

export function escape(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)
}

interface RectLook {
  fill: string
  stroke: string
  dashed?: boolean
  /** px of the line; 1 unless told. */
  line?: number
}

export function rect(size: { w: number; h: number }, look: RectLook): string {
  const { w, h } = size
  const line = look.line === undefined ? '' : ` stroke-width="${look.line}"`
  const dash = (look.dashed ? ' stroke-dasharray="4 3"' : '') + line
  return `<rect x="${-w / 2 + 0.5}" y="${-h / 2 + 0.5}" width="${w - 1}" height="${h - 1}" rx="6" fill="${escape(look.fill)}" stroke="${escape(look.stroke)}"${dash}/>`
}

interface TextLook {
  fill: string
  /** px of the sheet; 13 unless told. */
  size?: number
  bold?: boolean
  anchor?: 'start' | 'middle' | 'end'
}

/** The font is inherited from whoever embeds the face. */
export function text(value: string, x: number, y: number, look: TextLook): string {
  const weight = look.bold ? ' font-weight="600"' : ''
  const anchor = look.anchor ? ` text-anchor="${look.anchor}"` : ''
  return `<text x="${x}" y="${y}" font-size="${look.size ?? 13}" fill="${escape(look.fill)}"${weight}${anchor}>${escape(value)}</text>`
}

/** px that a pill takes for its words. */
export const pillWidth = (value: string): number => value.length * 7.2 + 14

/** A small label that sits on the upper edge, its right end at x. */
export function pill(
  value: string,
  x: number,
  y: number,
  look: { fill: string; stroke: string; ink: string },
): string {
  const w = pillWidth(value)
  return (
    `<rect x="${x - w}" y="${y - 9}" width="${w}" height="18" rx="9" fill="${escape(look.fill)}" stroke="${escape(look.stroke)}"/>` +
    text(value, x - w / 2, y + 4, { fill: look.ink, size: 12, anchor: 'middle' })
  )
}

const ICONS = {
  key: 'M-8-2.5a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1-7 0ZM-2 0 6.5 7.5M3.2 4.6 5.5 2.2M6 7 8.2 4.8',
  cylinder:
    'M-7-6c0-2 3-3.5 7-3.5s7 1.5 7 3.5S4-2.5 0-2.5-7-4-7-6ZM-7-6V6c0 2 3 3.5 7 3.5S7 8 7 6V-6M-7 0c0 2 3 3.5 7 3.5S7 2 7 0',
  folder:
    'M-8 6v-11a1.5 1.5 0 0 1 1.5-1.5H-2l2 2.5h6.5A1.5 1.5 0 0 1 8-2.5V6a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1-8 6Z',
  server: 'M-7-7.5H7V-1H-7ZM-7 1H7V7.5H-7ZM-4-4.3h.1M-4 4.3h.1',
}

export function icon(name: keyof typeof ICONS, x: number, y: number, stroke: string): string {
  return `<path transform="translate(${x} ${y})" d="${ICONS[name]}" fill="none" stroke="${escape(stroke)}" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round"/>`
}

/** The shape of a state, 10 px across. */
export function mark(shape: StatusLook['shape'], x: number, y: number, colour: string): string {
  const ink = escape(colour)
  const line = `fill="none" stroke="${ink}" stroke-width="2"`
  const shapes: Record<StatusLook['shape'], string> = {
    disc: `<circle r="5" fill="${ink}"/>`,
    ring: `<circle r="4" ${line}/>`,
    dashed: `<circle r="4" ${line} stroke-dasharray="2 2"/>`,
    square: `<rect x="-4.5" y="-4.5" width="9" height="9" rx="1" fill="${ink}"/>`,
    bars: `<path d="M-2.5-4.5v9M2.5-4.5v9" ${line}/>`,
    cross: `<path d="m-4-4 8 8m0-8-8 8" ${line}/>`,
  }
  return `<g transform="translate(${x} ${y})">${shapes[shape]}</g>`
}
