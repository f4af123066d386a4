/** Two texts of a lab, drawn at the start and after each step that both have. Pure. */
import { sketches, type Sketch } from '../sketch.ts'
import type { Deviation } from '../run/deviations.ts'
import { drawingChanges } from './drawing-changes.ts'

export interface Moment {
  before: Sketch
  after: Sketch
  changes: Deviation[]
}

export interface Moments {
  /** The steps that both have, in the order of the later text. */
  steps: { id: string; title: string }[]
  /** Once the first `done` of these steps are done. */
  at(done: number): Moment
  /** The first moment at which the drawings differ; the start where they never do. */
  first: number
}

export interface NamedText {
  name: string
  text: string
}

export function moments(one: NamedText, other: NamedText): Moments | { unreadable: string } {
  const before = sketches(one.text)
  if (before === null) return { unreadable: one.name }
  const after = sketches(other.text)
  if (after === null) return { unreadable: other.name }
  const steps = after.steps.filter(({ id }) => before.steps.some((step) => step.id === id))
  const known = new Map<number, Moment>()
  const at = (done: number): Moment => {
    const found = known.get(done)
    if (found !== undefined) return found
    const step = steps[done - 1]?.id ?? null
    const drawn = { before: before.at(step), after: after.at(step) }
    const names = { before: one.name, after: other.name }
    const moment = { ...drawn, changes: drawingChanges(drawn.before, drawn.after, names) }
    known.set(done, moment)
    return moment
  }
  const all = [0, ...steps.map((_, index) => index + 1)]
  return { steps, at, first: all.find((done) => at(done).changes.length > 0) ?? 0 }
}
