/** xterm, fitted and themed. Loaded only when a terminal is shown, because it is larger than the rest of the page. */
import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { meaningOf, systemOf, withControl } from './keys.ts'
import { watchPalette } from './palette.ts'
import { createShown } from './shown.ts'

/** Where a screen's words go. */
export interface ScreenWire {
  input(data: string): void
  resize(size: { cols: number; rows: number }): void
  shown(chars: number): void
  search(): void
  copied(text: string): void
  /** Whether the touch row's Control is down; asking releases it. */
  takeControl(): boolean
}

export interface Screen {
  write(data: string): void
  /** Replaces what is shown by what the server has kept. */
  replay(scrollback: string): void
  fit(): void
  focus(): void
  find(text: string, direction: 'next' | 'previous'): boolean
  endSearch(): void
  setFontSize(px: number): void
  setReaderMode(on: boolean): void
  destroy(): void
}

const INPUT_PART = 64 * 1024
const FONT = '"JetBrains Mono", ui-monospace, Menlo, Consolas, monospace'

export async function createScreen(
  node: HTMLElement,
  wire: ScreenWire,
  look: { fontSize: number; readerMode: boolean; label: string },
): Promise<Screen> {
  // Cells are measured once: with the face not there yet, every column would be off.
  await Promise.race([document.fonts.load(`${look.fontSize}px ${FONT}`), pause(800)])
  const terminal = new Terminal({
    fontFamily: FONT,
    fontSize: look.fontSize,
    lineHeight: 1.15,
    scrollback: 10_000,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    minimumContrastRatio: 4.5,
    screenReaderMode: look.readerMode,
    macOptionIsMeta: true,
    rightClickSelectsWord: false,
  })
  const fit = new FitAddon()
  const search = new SearchAddon()
  terminal.loadAddon(fit)
  terminal.loadAddon(search)
  terminal.loadAddon(new WebLinksAddon((_, url) => void open(url, '_blank', 'noopener')))
  const stopPalette = watchPalette((theme) => (terminal.options.theme = theme))
  terminal.open(node)
  terminal.textarea?.setAttribute('aria-label', look.label)
  const stopSelection = copyOnSelect(node, terminal, wire)
  const replaying = typing(terminal, wire)
  const shown = createShown(wire.shown)
  const fitNow = () => {
    if (node.clientWidth > 0 && node.clientHeight > 0) fit.fit()
  }
  const observer = new ResizeObserver(() => requestAnimationFrame(fitNow))
  observer.observe(node)
  terminal.onResize(({ cols, rows }) => wire.resize({ cols, rows }))
  fitNow()

  return {
    write: (data) => terminal.write(data, () => shown(data.length)),
    replay(scrollback) {
      replaying.on = true
      // A reset in the stream and not by call, so that output still waiting is not shown after it.
      terminal.write(`\x1bc${scrollback}`, () => {
        replaying.on = false
        wire.resize({ cols: terminal.cols, rows: terminal.rows })
      })
    },
    fit: fitNow,
    focus: () => terminal.focus(),
    find: (text, direction) =>
      direction === 'next' ? search.findNext(text) : search.findPrevious(text),
    endSearch() {
      search.clearDecorations()
      terminal.clearSelection()
      terminal.focus()
    },
    setFontSize(px) {
      terminal.options.fontSize = px
      fitNow()
    },
    setReaderMode: (on) => (terminal.options.screenReaderMode = on),
    destroy() {
      observer.disconnect()
      stopPalette()
      stopSelection()
      terminal.dispose()
    },
  }
}

/** Sends what is typed at once. Answers of the terminal itself to old, replayed questions stay here. */
function typing(terminal: Terminal, wire: ScreenWire): { on: boolean } {
  const replaying = { on: false }
  const system = systemOf(navigator.platform)
  const send = (data: string) => {
    if (replaying.on) return
    const typed = data.length === 1 && wire.takeControl() ? withControl(data) : data
    for (let at = 0; at < typed.length; at += INPUT_PART) {
      wire.input(typed.slice(at, at + INPUT_PART))
    }
  }
  terminal.onData(send)
  terminal.onBinary(send)
  terminal.attachCustomKeyEventHandler((event) => {
    const meaning = meaningOf(event, system, terminal.hasSelection())
    if (meaning === 'shell') return true
    if (meaning === 'browser' || event.type !== 'keydown') return false
    event.preventDefault()
    if (meaning === 'search') wire.search()
    else if (terminal.hasSelection()) wire.copied(terminal.getSelection())
    return false
  })
  return replaying
}

function copyOnSelect(node: HTMLElement, terminal: Terminal, wire: ScreenWire): () => void {
  const copy = (event: PointerEvent) => {
    if (event.button === 0 && terminal.hasSelection()) wire.copied(terminal.getSelection())
  }
  node.addEventListener('pointerup', copy)
  return () => node.removeEventListener('pointerup', copy)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
