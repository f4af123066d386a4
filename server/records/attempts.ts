/** The names of a draft's latest saves, so that a save which is asked for twice is done once. Pure. */

/** As many as can be on their way at once, many times over. */
const KEPT = 50
const NAMELESS = '-'

/** The list with one save more. */
export function noted(attempts: string, attempt = NAMELESS): string {
  return [...split(attempts), attempt].slice(-KEPT).join(' ')
}

/** The revision that a save made; undefined where it is not among the latest. */
export function madeBy(
  attempt: string,
  { revision, attempts }: { revision: number; attempts: string },
): number | undefined {
  const all = split(attempts)
  const at = all.indexOf(attempt)
  return at < 0 ? undefined : revision - (all.length - 1 - at)
}

const split = (attempts: string) => attempts.split(' ').filter((one) => one !== '')
