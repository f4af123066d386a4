/** A recorded terminal, played in xterm. Loaded only when a recording is looked at. */
import { Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { advance, parseCast, shownBy, sizeOf, type Cast, type CastEvent } from './cast.ts'
import { watchPalette } from './palette.ts'

export interface Replay {
  /** ms */
  readonly duration: number
  readonly playing: boolean
  play(): void
  pause(): void
  /** To a moment in ms from the start of the recording; what was shown until then is on the screen. */
  seek(ms: number): void
  /** 1 is as it was; pauses of more than two seconds are passed over at any rate. */
  rate(factor: number): void
  destroy(): void
}

export interface ReplayWire {
  /** At every move, in ms from the start of the recording. */
  onTime(ms: number): void
  onEnd(): void
}

const FONT = '"JetBrains Mono", ui-monospace, Menlo, Consolas, monospace'
/** px; a character is about this share of it wide. */
const LETTER = { least: 9, most: 14, share: 0.605 }

/** `text` is an asciicast v2. */
export function createReplay(node: HTMLElement, text: string, wire: ReplayWire): Replay {
  const cast = parseCast(text)
  const screen = openScreen(node, cast)
  let at = 0
  let shown = 0
  let factor = 1
  let frame = 0
  let last = 0

  const show = (ms: number) => {
    const until = shownBy(cast.events, ms)
    if (until < shown) {
      screen.clear()
      shown = 0
    }
    screen.write(cast.events.slice(shown, until))
    shown = until
    at = ms
    wire.onTime(ms)
  }
  const pause = () => {
    cancelAnimationFrame(frame)
    frame = 0
  }
  const tick = (now: number) => {
    show(advance(cast, at, (now - last) * factor))
    last = now
    if (at < cast.duration) frame = requestAnimationFrame(tick)
    else {
      frame = 0
      wire.onEnd()
    }
  }
  return {
    duration: cast.duration,
    get playing() {
      return frame !== 0
    },
    play() {
      if (frame !== 0) return
      if (at >= cast.duration) show(0)
      last = performance.now()
      frame = requestAnimationFrame(tick)
    },
    pause,
    seek: (ms) => show(Math.min(cast.duration, Math.max(0, ms))),
    rate: (next) => (factor = next),
    destroy() {
      pause()
      screen.destroy()
    },
  }
}

function openScreen(node: HTMLElement, cast: Cast) {
  const terminal = new Terminal({
    cols: cast.cols,
    rows: cast.rows,
    fontFamily: FONT,
    lineHeight: 1.15,
    scrollback: 5000,
    disableStdin: true,
    minimumContrastRatio: 4.5,
  })
  const stopPalette = watchPalette((theme) => (terminal.options.theme = theme))
  terminal.open(node)
  // Nothing can be typed here, so the hidden field is no stop on the way of a keyboard.
  terminal.textarea?.setAttribute('tabindex', '-1')
  terminal.textarea?.setAttribute('aria-label', 'Recorded terminal')
  const scale = () => {
    const size = node.clientWidth / (terminal.cols * LETTER.share)
    terminal.options.fontSize = Math.floor(Math.min(LETTER.most, Math.max(LETTER.least, size)))
  }
  const observer = new ResizeObserver(scale)
  observer.observe(node)
  const resize = ({ data }: CastEvent) => {
    const size = sizeOf(data)
    if (!size) return
    terminal.resize(size.cols, size.rows)
    scale()
  }
  return {
    write(events: CastEvent[]) {
      let text = ''
      for (const event of events) {
        if (event.type === 'o') text += event.data
        else if (event.type === 'r') resize(event)
      }
      if (text !== '') terminal.write(text)
    },
    // In the stream and not by call: output that still waits must not be shown after it.
    clear: () => terminal.write('\x1bc'),
    destroy() {
      observer.disconnect()
      stopPalette()
      terminal.dispose()
    },
  }
}
