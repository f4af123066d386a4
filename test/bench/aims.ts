/** What figures are to reach. Whether they did stands behind each of them, and the bench fails where one did not. */
import type { Spread } from './measure.ts'

export interface Aim {
  /** The most that the median may be. */
  most: number
  /** As it is written: `300 ms`, `1.15 ×`. */
  words: string
}

export interface Aims {
  /** The figure as it is written, with its aim and whether it was reached. */
  told(name: string, figure: Spread, written: string, aim: Aim): string
  /** Names of the figures that missed theirs. */
  readonly missed: readonly string[]
}

export function openAims(): Aims {
  const missed: string[] = []
  return {
    missed,
    told(name, { median }, written, { most, words }) {
      // Also where there is no figure at all.
      const reached = median <= most
      if (!reached) missed.push(name)
      return `${written}, aim: at most ${words}: ${reached ? 'reached' : 'MISSED'}`
    },
  }
}
