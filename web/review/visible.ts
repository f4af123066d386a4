/** Which rows of a long table are drawn: those in view and a few around them. */
export interface Slice {
  first: number
  /** One past the last. */
  end: number
  /** px of rows above and below that are not drawn. */
  above: number
  below: number
}

const SPARE = 12

export function visible(scroll: number, height: number, row: number, rows: number): Slice {
  const inView = Math.ceil(height / row)
  const last = Math.max(0, rows - inView - SPARE)
  const first = Math.min(last, Math.max(0, Math.floor(scroll / row) - SPARE))
  const end = Math.min(rows, first + inView + 2 * SPARE)
  return { first, end, above: first * row, below: (rows - end) * row }
}
