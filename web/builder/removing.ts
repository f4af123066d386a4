/** What taking something out of the drawing means, for each thing that can be pointed at. Pure. */
import type { Refused } from '../../labs/edit/index.ts'
import type { Value } from '../../labs/edit/value.ts'
import { refused, type Joined } from './joins.ts'
import { parted } from './parting.ts'
import { hostOf, thingOf, words } from './things.ts'

/** What cannot go says why: hosts and wires while a goal is drawn, paths that only a mount shows. */
export function removal(written: Value, id: string, inGoal: boolean): Joined | Refused {
  if (id.includes('~')) return parted(written, id)
  const label = `Remove ${words(id)}`
  const thing = thingOf(id)
  if (thing) return { command: { do: 'removeThing', ...thing }, label }
  const [host, isWire] = [hostOf(id), id.startsWith('wire:')]
  if (host === undefined && !isWire) {
    return refused(`${words(id)} is drawn because containers use it. Take it from them.`)
  }
  if (inGoal) return refused('Hosts and wires are there from the start. Leave the goal first.')
  return host === undefined
    ? { command: { do: 'removeWire', name: id.slice('wire:'.length) }, label }
    : { command: { do: 'removeHost', name: host }, label }
}
