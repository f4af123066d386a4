/** Tells what was typed, soon but not at every key, and keeps in mind what has been told. */
const SOON = 120

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

  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const text = current()
    if (text === known) return
    known = text
    tell(text)
  }
  return {
    known: () => known,
    flush,
    changed() {
      // Not put off by further keys: who types without a pause sees the drawing follow too.
      if (!quiet) timer ??= setTimeout(flush, SOON)
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
