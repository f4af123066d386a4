/** The colours and faces of the drawing, all from the tokens of the application. */
export interface Palette {
  bg: string
  surface: string
  sunken: string
  border: string
  borderStrong: string
  text: string
  muted: string
  accent: string
  accentSoft: string
  pass: string
  passSoft: string
  fail: string
  unknown: string
  waiting: string
  font: string
  mono: string
}

const TOKENS: Record<keyof Palette, string> = {
  bg: '--bg',
  surface: '--surface',
  sunken: '--sunken',
  border: '--border',
  borderStrong: '--border-strong',
  text: '--text',
  muted: '--text-muted',
  accent: '--accent',
  accentSoft: '--accent-soft',
  pass: '--pass',
  passSoft: '--pass-soft',
  fail: '--fail',
  unknown: '--unknown',
  waiting: '--waiting',
  font: '--font',
  mono: '--mono',
}

function paletteFrom(value: (token: string) => string): Palette {
  const entries = Object.entries(TOKENS).map(([key, token]) => [key, value(token)] as const)
  return Object.fromEntries(entries) as Record<keyof Palette, string>
}

/** For SVG inside the page, which follows the theme by itself. */
export const liveColours: Palette = paletteFrom((token) => `var(${token})`)

/** For a canvas, which needs the values: read again when the theme changes. */
export function readPalette(node: Element): Palette {
  const style = getComputedStyle(node)
  return paletteFrom((token) => style.getPropertyValue(token).trim())
}
