/** What taking something out of the drawing means, for each thing that can be pointed at. Pure. */
import { apply, dependents, type Refused } from '../../labs/edit/index.ts'
import type { Value } from '../../labs/edit/value.ts'
import { hostIn } from '../canvas/scene.ts'
import { drawsGoals, inGoal } from './drawn-goal.ts'
import { refused, type Joined } from './joins.ts'
import { parted } from './parting.ts'
import { hostOf, thingOf, words } from './things.ts'

/** What cannot go says why: hosts and wires while a goal is drawn, paths that only a mount shows. */
export function removal(written: Value, id: string, isGoal: boolean): Joined | Refused {
  if (id.includes('~')) return parted(written, id)
  const label = `Remove ${words(id)}`
  const thing = thingOf(id)
  if (thing) return { command: { do: 'removeThing', ...thing }, label }
  const [host, isWire] = [hostOf(id), id.startsWith('wire:')]
  if (host === undefined && !isWire) {
    return refused(`${words(id)} is drawn because containers use it. Take it from them.`)
  }
  if (isGoal) return refused('Hosts and wires are there from the start. Leave the goal first.')
  return host === undefined
    ? { command: { do: 'removeWire', name: id.slice('wire:'.length) }, label }
    : { command: { do: 'removeHost', name: host }, label }
}

/** What uses others goes first, so that nothing is said of losing what goes too. */
const ranks = [/~/, /\/(container|service):/, /\//, /^wire:/]
const rank = (id: string) => {
  const found = ranks.findIndex((pattern) => pattern.test(id))
  return found === -1 ? ranks.length : found
}

/** What has to be removed, in turn, so that all of a selection is gone: what is in a host goes with it, and a line with its ends. */
export function inTurn(ids: readonly string[]): string[] {
  const all = new Set(ids)
  const goes = (id: string) => all.has(id) || all.has(hostIn(id))
  return ids
    .filter((id) => {
      const [from = '', to = ''] = id.split('~')
      return id.includes('~') ? !goes(from) && !goes(to) : !all.has(hostIn(id))
    })
    .sort((a, b) => rank(a) - rank(b))
}

/** More than that many are told at the act only: each of them is tried out. */
const FORESEEN = 12

/** What else goes when these do, one sentence each; nothing is changed. `step` is the one whose goal is drawn. */
export function losses(
  text: string,
  written: Value,
  ids: readonly string[],
  step: string | null,
): string[] {
  if (ids.length > FORESEEN) return []
  const only = ids.length === 1 && step === null ? thingOf(ids[0] ?? '') : undefined
  if (only !== undefined) {
    const found = dependents(text, only)
    return 'refused' in found ? [] : found
  }
  let now = text
  const notes = inTurn(ids).flatMap((id): readonly string[] => {
    const wanted = removal(written, id, step !== null)
    if ('refused' in wanted) return []
    const { command } = wanted
    const goal = step !== null && drawsGoals(command) ? inGoal(now, step, command) : undefined
    if (goal !== undefined && 'refused' in goal) return []
    const done = apply(now, goal?.command ?? command)
    if ('refused' in done) return []
    now = done.text
    return [...(goal?.notes ?? []), ...done.notes]
  })
  return [...new Set(notes)]
}
