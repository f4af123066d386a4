/** The lines of a thing, under whatever ids the canvas draws it. Pure. */
import { fieldsOf, hostNames, type Thing } from '../../labs/edit/lab.ts'
import { drawsOverlay, networkHome } from '../../labs/edit/overlays.ts'
import type { Value } from '../../labs/edit/value.ts'
import type { Scene, Tie } from '../canvas/scene.ts'
import { drawnId, hostAround, idOf, words } from './things.ts'

export interface Tied extends Tie {
  /** Id of what is at the other end. */
  other: string
  /** That in words, with its host where it is on another one. */
  words: string
}

/** Without what follows from others: the legs of an overlay, and the tasks that a swarm makes. */
export function tiesOf(scene: Scene, written: Value, thing: Thing): Tied[] {
  const ids = idsOf(written, thing)
  return scene.ties.flatMap((tie) => {
    if (tie.kind === 'arm' || tie.kind === 'task') return []
    const begins = ids.has(tie.from)
    if (!begins && !ids.has(tie.to)) return []
    const other = begins ? tie.to : tie.from
    const host = hostAround(other)
    const away = host !== undefined && host !== other && host !== thing.host && !begins
    return [{ ...tie, other, words: words(other) + (away ? ` on ${host}` : '') }]
  })
}

/** An overlay is one bar over the hosts, and a leg in each host that has not a network of its own by that name. */
function idsOf(written: Value, thing: Thing): Set<string> {
  const { host, kind, name } = thing
  const ids = [idOf(thing), drawnId(thing)]
  const start = { hosts: fieldsOf(fieldsOf(written)['hosts']) }
  if (kind !== 'network' || !drawsOverlay(start, host, name)) return new Set(ids)
  const legs = hostNames(start).filter((one) => networkHome(start, one, name) === host)
  return new Set([...ids, `overlay:${name}`, ...legs.map((one) => idOf({ ...thing, host: one }))])
}
