/** Tells what was typed: one key at once, the keys of a flow now and then. Keeps in mind what has been told. */

/** The editor paints the key first. */
const SOON = 16
/** Between two that are told while somebody types on, in ms. */
const APART = 120

export interface Reporter {
  /** The text that the other side knows: the last one told, or come in from there. */
  known(): string
  /** To be called at every change of the text. */
  changed(): void
  /** Tells now what has not been told. */
  flush(): void
  /** Runs a change that comes from the other side. */
  quietly(change: () => void): void
}

export function createReporter(
  start: string,
  current: () => string,
  tell: (text: string) => void,
): Reporter {
  let known = start
  let quiet = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let told = -APART

  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const text = current()
    if (text === known) return
    known = text
    told = performance.now()
    tell(text)
  }
  return {
    known: () => known,
    flush,
    changed() {
      // Not put off by further keys: who types without a pause sees the drawing follow too.
      if (quiet) return
      timer ??= setTimeout(flush, Math.max(SOON, told + APART - performance.now()))
    },
    quietly(change) {
      const untold = current() !== known
      quiet = true
      try {
        change()
      } finally {
        quiet = false
      }
      if (untold) flush()
      else known = current()
    },
  }
}
