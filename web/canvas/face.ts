/** What a face is: SVG markup of a thing, centred on 0,0. */
import type { Box } from './box.ts'
import type { Palette } from './palette.ts'
import type { Thing } from './scene.ts'

export type Size = Pick<Box, 'w' | 'h'>
export type Face<T extends Thing> = (thing: T, size: Size, palette: Palette) => string

/** Roughly what fits: the face has no way to measure, and must not depend on one. */
const CHARACTER = { small: 6.4, name: 7.3 }

/** How many characters go into a width. */
export function fits(px: number, what: keyof typeof CHARACTER): number {
  return Math.max(3, Math.floor(px / CHARACTER[what]))
}
