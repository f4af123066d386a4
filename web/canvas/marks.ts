/** What is new, what changed and what is gone between two scenes. */
import type { Scene } from './scene.ts'

export interface Marks {
  appeared: Set<string>
  changed: Set<string>
  removed: Set<string>
}

/** Ids of things and ties; the first scene has no marks, as nothing happened before it. */
export function compareScenes(before: Scene | null, now: Scene): Marks {
  const marks: Marks = { appeared: new Set(), changed: new Set(), removed: new Set() }
  if (before === null) return marks
  const earlier = fingerprints(before)
  const current = fingerprints(now)
  for (const [id, print] of current) {
    const was = earlier.get(id)
    if (was === undefined) marks.appeared.add(id)
    else if (was !== print) marks.changed.add(id)
  }
  for (const id of earlier.keys()) if (!current.has(id)) marks.removed.add(id)
  return marks
}

/** A host changes with every container it gets; that is no news about the host. */
function fingerprints(scene: Scene): Map<string, string> {
  const things = scene.things.map((thing): [string, string] => [
    thing.id,
    thing.kind === 'host' ? '' : JSON.stringify(thing),
  ])
  const ties = scene.ties.map((tie): [string, string] => [tie.id, JSON.stringify(tie)])
  return new Map([...things, ...ties])
}
