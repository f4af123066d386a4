/** Knows whether somebody is reading: has moved through a panel by hand in the last moments. */
const READING_MS = 4000

export interface Attention {
  readonly isReading: boolean
  destroy(): void
}

export function watchAttention(node: HTMLElement, now: () => number = Date.now): Attention {
  let movedAt = -Infinity
  const moved = () => (movedAt = now())
  const key = (event: KeyboardEvent) => {
    if (/^(Page|Arrow|Home|End)/.test(event.key)) moved()
  }
  node.addEventListener('wheel', moved, { passive: true })
  node.addEventListener('touchmove', moved, { passive: true })
  node.addEventListener('keydown', key)
  return {
    get isReading() {
      return now() - movedAt < READING_MS
    },
    destroy() {
      node.removeEventListener('wheel', moved)
      node.removeEventListener('touchmove', moved)
      node.removeEventListener('keydown', key)
    },
  }
}
