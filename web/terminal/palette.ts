import type { ITheme } from '@xterm/xterm'
import { watchTheme } from '../state/theme-watch.ts'

/** The terminal's colours out of the page's tokens, now and whenever the theme changes. */
export function watchPalette(listener: (theme: ITheme) => void): () => void {
  const tell = () => listener(readPalette())
  tell()
  return watchTheme(tell)
}

function readPalette(): ITheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--term-${name}`).trim()
  const names = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const
  const theme: ITheme = {
    background: token('bg'),
    foreground: token('fg'),
    cursor: token('cursor'),
    cursorAccent: token('bg'),
    selectionBackground: token('selection'),
    black: token('black'),
    white: token('white'),
    brightBlack: token('bright'),
    brightWhite: token('fg'),
  }
  for (const name of names) {
    theme[name] = token(name)
    theme[`bright${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` as 'brightRed'] = token(name)
  }
  return theme
}
