/** Says before a lab is started what it needs and this machine has not. */
import type { CompiledLab } from '../labs/format/compiled.ts'
import { lacksOf, type Lack, type Need } from '../labs/format/preflight.ts'
import type { Library } from './drafts/library.ts'
import { AppError } from './errors.ts'
import type { Made } from './runs/run-ports.ts'

/** What hosts here cannot have, each with why. */
export type Lacking = Readonly<Partial<Record<Need, string>>>

export function lacksFor(lab: CompiledLab, lacking: Lacking): Lack[] {
  return lacksOf(lab.preflight ?? [], lacking)
}

/** @throws AppError lab-lacks where the lab has no way around what is missing */
export function refuseLacking(lab: CompiledLab, lacking: Lacking): void {
  const blocking = lacksFor(lab, lacking).filter((lack) => lack.blocking)
  if (blocking.length === 0) return
  const lacks = blocking.map(({ words }) => words).join(' ')
  throw new AppError('lab-lacks', { lab: lab.title, lacks })
}

/** The same library, whose labs say what they lack here and do not begin where that is too much. */
export function withPreflight(library: Library, lacking: Lacking): Library {
  const told = ({ lab, view, ...rest }: Made): Made => {
    const lacks = lacksFor(lab, lacking)
    return { ...rest, lab, view: lacks.length === 0 ? view : { ...view, lacks } }
  }
  return {
    ...library,
    show: async (id, seed) => told(await library.show(id, seed)),
    async begin(id, seed) {
      const made = told(await library.begin(id, seed))
      refuseLacking(made.lab, lacking)
      return made
    },
    again: async (id, seed, digest) => told(await library.again(id, seed, digest)),
  }
}
