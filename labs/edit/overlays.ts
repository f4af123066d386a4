/** An overlay is drawn on one host and used on others, too. */
import { fieldsOf, goalsOf, hostNames, namesIn, startOf } from './lab.ts'
import { at } from './value.ts'
import type { Value } from './value.ts'

/** Whether a host draws a network of this name, at the start or in a goal, that spans hosts. */
export function drawsOverlay(lab: Value, host: string, name: string): boolean {
  return [...startOf(lab), ...goalsOf(lab)].some(
    (section) =>
      section.host === host &&
      fieldsOf(fieldsOf(section.fields['networks'])[name])['driver'] === 'overlay',
  )
}

/** The host whose network is meant by a name on a host: its own, or else an overlay of another one. */
export function networkHome(lab: Value, host: string, name: string): string | undefined {
  if (namesIn(lab, host, 'network').includes(name)) return host
  return hostNames(lab).find((other) => drawsOverlay(lab, other, name))
}

/** Why nothing on a host can use a network that is drawn on another one; undefined where it can. */
export function outOfReach(lab: Value, host: string, name: string): string | undefined {
  const home = networkHome(lab, host, name)
  const roleOf = (one: string | undefined) => at(lab, ['hosts', one ?? '', 'swarm'])
  if (roleOf(home) === undefined || roleOf(host) !== undefined) return undefined
  return `\`${name}\` spans the hosts of a swarm, and \`${host}\` is in none. Choose its swarm role first.`
}
