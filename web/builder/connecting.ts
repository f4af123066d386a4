/** What joining two things means: a container to a network, a volume or another container's network; a host to a wire. Pure. */
import type { Command, Refused } from '../../labs/edit/index.ts'
import { fieldsOf, hostNames, listOf, pathOf, type Thing } from '../../labs/edit/lab.ts'
import { at, type Value } from '../../labs/edit/value.ts'
import { builtInNetworks } from '../../labs/topology/names.ts'
import { parseMount } from '../../labs/topology/mounts.ts'
import type { LabState } from '../../labs/topology/state.ts'
import { BORROWED } from './borrowed.ts'
import { freeWire } from './wires.ts'
import { hostOf, idOf, thingOf, words } from './things.ts'

export interface Joined {
  command: Command
  label: string
}

const refused = (reason: string): Refused => ({ refused: { reason } })

/** Whether a connection may start here; a host may where there is another one. */
export function joinable(id: string, hosts: number): boolean {
  const kind = thingOf(id)?.kind
  if (kind === 'container' || kind === 'network' || kind === 'volume') return true
  return hosts > 1 && (id.startsWith('wire:') || hostOf(id) !== undefined)
}

/** What joining two things can mean, at least one way. `written` is the lab with what is drawn as its hosts. */
export function ways(written: Value, from: string, to: string): Joined[] | Refused {
  const [one, other] = [thingOf(from), thingOf(to)]
  if (!one || !other) return machines(written, from, to)
  if (one.host !== other.host) {
    return refused(`${words(from)} and ${words(to)} are on different hosts. Only wires join hosts.`)
  }
  const [container, target] = one.kind === 'container' ? [one, other] : [other, one]
  if (container.kind !== 'container') {
    return refused(`Connect a container to ${words(from)}, not ${words(to)}.`)
  }
  if (target.kind === 'network') return [toNetwork(container, target)]
  if (target.kind === 'volume') return [toVolume(written, container, target)]
  const both = toContainer(written, container, target)
  return both.length > 0
    ? both
    : refused(`${container.name} has everything of ${target.name} already.`)
}

function toNetwork({ host, name: container }: Thing, { name: network }: Thing): Joined {
  return {
    command: { do: 'connect', host, container, network },
    label: `Connect ${container} to ${network}`,
  }
}

function toVolume(written: Value, container: Thing, { name: source }: Thing): Joined {
  const taken = listOf(fieldsOf(at(written, pathOf(container)))['volumes']).map((one) =>
    typeof one === 'string' ? parseMount(one)?.target : fieldsOf(one)['target'],
  )
  const { host, name } = container
  const target = freeTarget(taken.map(String))
  return {
    command: { do: 'mount', host, container: name, type: 'volume', source, target },
    label: `Mount ${source} in ${name}`,
  }
}

/** A container can lend another its network, its volumes, or its turn to start. */
function toContainer(written: Value, container: Thing, { name: other }: Thing): Joined[] {
  const fields = fieldsOf(at(written, pathOf(container)))
  const { name } = container
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
    return now.includes(other) ? [] : [set(key, [...now, other], label)]
  })
  return [...shares, ...listed]
}

function freeTarget(taken: string[]): string {
  let target = '/data'
  for (let number = 2; taken.includes(target); number += 1) target = `/data${number}`
  return target
}

/** A host joins a wire; two hosts get a wire of their own. */
function machines(written: Value, from: string, to: string): Joined[] | Refused {
  const wire = [from, to].find((id) => id.startsWith('wire:'))?.slice('wire:'.length)
  const hosts = [from, to].flatMap((id) => hostOf(id) ?? [])
  const [host, other] = hosts
  if (wire !== undefined && host !== undefined) {
    return [{ command: { do: 'joinWire', name: wire, host }, label: `Connect ${host} to ${wire}` }]
  }
  if (host === undefined || other === undefined || hostNames(written).length < 2) {
    return refused(`${words(from)} and ${words(to)} cannot be connected.`)
  }
  const name = freeWire(written)
  return [
    { command: { do: 'addWire', name, hosts }, label: `Join ${host} and ${other} by wire ${name}` },
  ]
}

/** The command that takes a line of the drawing away; undefined where it is not one that can go. */
export function parted(written: Value, tie: string): Joined | undefined {
  const [from = '', to = '', target] = tie.split('~')
  if (to.startsWith('wire:')) {
    const name = to.slice('wire:'.length)
    return { command: { do: 'leaveWire', name, host: from }, label: `Take ${from} off ${name}` }
  }
  const container = thingOf(from)
  if (container?.kind !== 'container') return undefined
  const { host, name } = container
  const other = thingOf(to)
  if (other && target === BORROWED) return givenBack(written, container, other.name)
  if (target !== undefined) {
    return {
      command: { do: 'unmount', host, container: name, target },
      label: `Unmount ${target} from ${name}`,
    }
  }
  if (other?.kind === 'network') {
    return {
      command: { do: 'disconnect', host, container: name, network: other.name },
      label: `Take ${name} off ${other.name}`,
    }
  }
  return {
    command: {
      ...{ do: 'setProperty', host, kind: 'container', name },
      ...{ path: ['network_mode'], value: undefined },
    },
    label: `Give ${name} a network of its own`,
  }
}

function givenBack(written: Value, container: Thing, lender: string): Joined {
  const now = listOf(at(written, [...pathOf(container), 'volumes_from']))
  const left = now.filter((one) => String(one).split(':')[0] !== lender)
  const value = left.length === 0 ? undefined : left
  return {
    command: { do: 'setProperty', ...container, path: ['volumes_from'], value },
    label: `Take the volumes of ${lender} from ${container.name}`,
  }
}

/** Everything a thing could be connected to, as ids. The built-in networks are offered, drawn or not. */
export function targetsOf(drawing: LabState, wires: readonly string[], id: string): string[] {
  const thing = thingOf(id)
  const machine = hostOf(id)
  const hosts = Object.keys(drawing.hosts).filter((host) => host !== id)
  if (id.startsWith('wire:')) return hosts
  if (machine !== undefined) return [...wires.map((wire) => `wire:${wire}`), ...hosts]
  const host = thing && drawing.hosts[thing.host]
  if (!thing || !host) return []
  const ids = (kind: 'network' | 'volume' | 'container', names: string[]) =>
    names.map((name) => idOf({ host: thing.host, kind, name }))
  const containers = ids('container', Object.keys(host.containers)).filter((one) => one !== id)
  if (thing.kind !== 'container') return containers
  const on = Object.keys(host.containers[thing.name]?.endpoints ?? {})
  const networks = [...new Set([...Object.keys(host.networks), 'bridge'])]
  const open = networks.filter(
    (name) => !on.includes(name) && (name === 'bridge' || !builtInNetworks.includes(name)),
  )
  return [...ids('network', open), ...ids('volume', Object.keys(host.volumes)), ...containers]
}
