/** Joins small pieces of output into fewer messages: at most SIZE characters or DELAY_MS, whichever is first. */
const SIZE = 32 * 1024
const DELAY_MS = 8

export interface Coalescer {
  add(data: string): void
  flush(): void
}

export function createCoalescer(emit: (data: string) => void): Coalescer {
  let parts: string[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (size === 0) return
    const data = parts.join('')
    parts = []
    size = 0
    emit(data)
  }
  return {
    add(data) {
      parts.push(data)
      size += data.length
      if (size >= SIZE) flush()
      else timer ??= setTimeout(flush, DELAY_MS)
    },
    flush,
  }
}
