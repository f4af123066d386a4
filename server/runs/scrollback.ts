/** The last stretch of a terminal's output, bounded, for whoever attaches later. */
export interface Scrollback {
  add(data: string): void
  /** Starts at a line, so that a cut escape sequence never reaches a screen. */
  text(): string
}

export function createScrollback(limit = 256 * 1024): Scrollback {
  let parts: string[] = []
  let size = 0
  let cut = false
  return {
    add(data) {
      parts.push(data)
      size += data.length
      if (size <= limit * 2) return
      const kept = parts.join('').slice(-limit)
      parts = [kept]
      size = kept.length
      cut = true
    },
    text() {
      const all = parts.join('')
      if (!cut && all.length <= limit) return all
      const tail = all.slice(-limit)
      return tail.slice(tail.indexOf('\n') + 1)
    },
  }
}
