/** Lists whose items are dragged to another place: what is grabbed goes where the line is shown. */

/** Nothing else takes it, so that no text field gets what is dropped on it. */
const KIND = 'application/x-slipway-place'

/** The place in the new order of what is put into a gap: gap 0 is above the first. */
export const placeOf = (from: number, gap: number): number => (gap > from ? gap - 1 : gap)

export interface Reorder {
  /** Where the line is: above the item of this number, or below the last; -1 where nothing would move. */
  readonly gap: number
  grab(event: DragEvent, index: number): void
  over(event: DragEvent, index: number): void
  drop(event: DragEvent): void
  release(): void
}

export function createReorder(move: (from: number, to: number) => void): Reorder {
  let from = $state(-1)
  let gap = $state(-1)
  const release = () => {
    from = -1
    gap = -1
  }
  return {
    get gap() {
      return from < 0 || placeOf(from, gap) === from ? -1 : gap
    },
    grab(event, index) {
      from = index
      if (event.dataTransfer === null) return
      // Firefox drags nothing that carries nothing.
      event.dataTransfer.setData(KIND, String(index))
      event.dataTransfer.effectAllowed = 'move'
    },
    over(event, index) {
      if (from < 0 || !(event.currentTarget instanceof Element)) return
      event.preventDefault()
      const { top, height } = event.currentTarget.getBoundingClientRect()
      gap = event.clientY > top + height / 2 ? index + 1 : index
    },
    drop(event) {
      if (from < 0) return
      event.preventDefault()
      const to = placeOf(from, gap)
      if (gap >= 0 && to !== from) move(from, to)
      release()
    },
    release,
  }
}
