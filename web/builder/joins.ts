/** Each way in which two things of the drawing can be joined, as a command or as the reason why not. Pure. */
import type { Command, Refused } from '../../labs/edit/index.ts'
import { fieldsOf, listOf, pathOf, type Thing } from '../../labs/edit/lab.ts'
import { outOfReach } from '../../labs/edit/overlays.ts'
import { at, isFields, type Value } from '../../labs/edit/value.ts'
import { parseMount } from '../../labs/topology/mounts.ts'

export interface Joined {
  command: Command
  label: string
}

export type Ways = Joined[] | Refused

export const refused = (reason: string): Refused => ({ refused: { reason } })

export const specOf = (lab: Value, thing: Thing) => fieldsOf(at(lab, pathOf(thing)))

/** Names in a list of Compose, or in the map that it may be as well. */
export const namesOf = (value: Value | undefined): string[] =>
  isFields(value) ? Object.keys(value) : listOf(value).map(String)

/** A container or a service on a network, which is the host's own or spans hosts. */
export function toNetwork(lab: Value, user: Thing, network: Thing): Ways {
  const driver = specOf(lab, network)['driver'] ?? 'bridge'
  const { host, name } = user
  if (driver !== 'overlay' && user.kind === 'service') {
    const says = `${network.name} is of driver ${String(driver)} and stays on ${network.host}`
    return refused(`${says}, but a service may run on any host. Connect it to an overlay.`)
  }
  if (driver !== 'overlay' && host !== network.host) {
    const says = `${network.name} ends at ${network.host}, and ${name} is on ${host}`
    return refused(`${says}. Only an overlay network spans hosts.`)
  }
  const away = outOfReach({ hosts: fieldsOf(lab)['hosts'] ?? {} }, host, network.name)
  if (away !== undefined) return refused(away)
  if (namesOf(specOf(lab, user)['networks']).includes(network.name)) {
    return refused(`${name} is on ${network.name} already.`)
  }
  const one = user.kind === 'service' ? { service: name } : { container: name }
  return [
    {
      command: { do: 'connect', host, ...one, network: network.name },
      label: `Connect ${name} to ${network.name}`,
    },
  ]
}

export function toSecret(lab: Value, service: Thing, secret: Thing): Ways {
  const now = listOf(specOf(lab, service)['secrets'])
  const has = now.some((one) => (isFields(one) ? one['source'] : one) === secret.name)
  if (has) return refused(`${service.name} is given ${secret.name} already.`)
  const value = [...now, secret.name]
  return [
    {
      command: { do: 'setProperty', ...service, path: ['secrets'], value },
      label: `Give ${service.name} the secret ${secret.name}`,
    },
  ]
}

/** A volume, or a path of the host, at a place of the container that is free. */
export function toStore(
  lab: Value,
  container: Thing,
  { host: owner, type, source }: { host: string; type: 'volume' | 'bind'; source: string },
): Ways {
  const { host, name } = container
  if (owner !== host) {
    return refused(`${source} is on ${owner}. A container mounts what its own host has.`)
  }
  const taken = listOf(specOf(lab, container)['volumes']).map((one) =>
    typeof one === 'string' ? parseMount(one)?.target : fieldsOf(one)['target'],
  )
  const target = freeTarget(taken.map(String))
  return [
    {
      command: { do: 'mount', host, container: name, type, source, target },
      label: `Mount ${source} in ${name}`,
    },
  ]
}

function freeTarget(taken: string[]): string {
  let target = '/data'
  for (let number = 2; taken.includes(target); number += 1) target = `/data${String(number)}`
  return target
}

/** A container can lend another its network, its volumes, or its turn to start. */
export function toContainer(lab: Value, container: Thing, { host, name: other }: Thing): Ways {
  const fields = specOf(lab, container)
  const { name } = container
  if (host !== container.host) {
    return refused(`${name} and ${other} are on different hosts. Connect both to an overlay.`)
  }
  const set = (key: string, value: Value, label: string): Joined => ({
    command: { do: 'setProperty', ...container, path: [key], value },
    label,
  })
  const lists = [
    { key: 'volumes_from', label: `Give ${name} the volumes of ${other}` },
    { key: 'depends_on', label: `Start ${name} after ${other}` },
  ]
  const shares =
    fields['networks'] === undefined && fields['network_mode'] !== `container:${other}`
      ? [set('network_mode', `container:${other}`, `Let ${name} share the network of ${other}`)]
      : []
  const listed = lists.flatMap(({ key, label }) => {
    const now = listOf(fields[key])
    return now.some((one) => String(one).split(':')[0] === other)
      ? []
      : [set(key, [...now, other], label)]
  })
  const all = [...shares, ...listed]
  return all.length > 0 ? all : refused(`${name} has everything of ${other} already.`)
}
