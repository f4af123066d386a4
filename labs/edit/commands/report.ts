/** What a command tells beside the text: words for the author, and what moves in the drawing. */
import type { Position } from '../../layout.ts'

export type LayoutChange =
  | { place: string; at: Position }
  /** The key and all below it. */
  | { move: string; to: string }
  | { drop: string }

export interface Report {
  /** What else was changed or left, one sentence each. */
  notes: string[]
  layout: LayoutChange[]
}
