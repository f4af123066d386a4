import type { Hop } from './path.ts'

/** What one look found; the hint counts where it is broken. */
export interface Stepped extends Hop {
  hint: string
}
