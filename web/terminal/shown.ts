/** Counts what was really shown and says so in large portions: an acknowledgement a chunk would cost more than the chunk. */
export const PORTION = 64 * 1024

export function createShown(acknowledge: (chars: number) => void): (chars: number) => void {
  let open = 0
  return (chars) => {
    open += chars
    if (open < PORTION) return
    acknowledge(open)
    open = 0
  }
}
