/** What taking something out of the drawing means, for each thing that can be pointed at. Pure. */
import type { Command } from '../../labs/edit/index.ts'
import type { Value } from '../../labs/edit/value.ts'
import { parted } from './connecting.ts'
import { hostOf, thingOf, words } from './things.ts'

/** Undefined for what cannot go: hosts and wires while a goal is drawn, paths that only a mount shows. */
export function removal(
  written: Value,
  id: string,
  inGoal: boolean,
): { command: Command; label: string } | undefined {
  if (id.includes('~')) return parted(written, id)
  const label = `Remove ${words(id)}`
  const thing = thingOf(id)
  if (thing) return { command: { do: 'removeThing', ...thing }, label }
  if (inGoal) return undefined
  if (id.startsWith('wire:')) {
    return { command: { do: 'removeWire', name: id.slice('wire:'.length) }, label }
  }
  const host = hostOf(id)
  return host === undefined ? undefined : { command: { do: 'removeHost', name: host }, label }
}
