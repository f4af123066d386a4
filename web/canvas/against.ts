/** What is real, drawn against what should be: both in one scene, with what differs marked. Pure. */
import type { Mark, Scene, Tie } from './scene.ts'

export interface Marking {
  is: Mark
  /** One sentence each; none where a thing is simply missing or extra. */
  reasons: readonly string[]
  /** Canonical keys of what is different, such as `endpoints`. */
  properties: readonly string[]
}

/** By id of the thing. */
export type Markings = Readonly<Record<string, Marking>>
export type FindMarking = (id: string) => Marking | undefined

/** The property of a container that a tie of each kind stands for. */
const PROPERTY: Record<Tie['kind'], string> = {
  endpoint: 'endpoints',
  mount: 'mounts',
  shares: 'networkMode',
  wire: '',
  arm: '',
  serves: '',
  task: '',
  secret: '',
}

/** The same scene with marks on what differs. */
export function marked(scene: Scene, find: FindMarking): Scene {
  return {
    ...scene,
    things: scene.things.map((thing) => {
      const marking = find(thing.id)
      return marking === undefined ? thing : { ...thing, mark: marking.is }
    }),
  }
}

/** What is real and what is missing of the plan. What hangs from a thing that is missing or extra needs no mark of its own. */
export function against(actual: Scene, planned: Scene, markings: Markings): Scene {
  const real = idsOf(actual)
  const wanted = idsOf(planned)
  const isMissing = ({ id }: { id: string }) => markings[id]?.is === 'missing' && !real.has(id)
  const things = [...actual.things, ...planned.things.filter(isMissing)]
  const here = new Set(things.map(({ id }) => id))
  const lacking = planned.ties.flatMap((tie): Tie[] => {
    const fits = !real.has(tie.id) && here.has(tie.from) && here.has(tie.to)
    if (!fits) return []
    if (isMissing({ id: tie.from })) return [{ ...tie, live: false }]
    return differs(tie, markings) ? [{ ...tie, live: false, mark: 'missing' }] : []
  })
  const ties = actual.ties.map((tie): Tie =>
    !wanted.has(tie.id) && differs(tie, markings) ? { ...tie, mark: 'extra' } : tie,
  )
  return marked({ things, ties: [...ties, ...lacking] }, (id) => markings[id])
}

const idsOf = ({ things, ties }: Scene) => new Set([...things, ...ties].map(({ id }) => id))

/** Whether a tie is a part of what differs about its container. */
function differs(tie: Tie, markings: Markings): boolean {
  const marking = markings[tie.from]
  return marking?.is === 'different' && marking.properties.includes(PROPERTY[tie.kind])
}
