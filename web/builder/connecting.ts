/** What joining two things means: a container to a network, a volume or another container's network; a host to a wire. Pure. */
import type { Command, Refused } from '../../labs/edit/index.ts'
import { fieldsOf, listOf, pathOf } from '../../labs/edit/lab.ts'
import { at, type Value } from '../../labs/edit/value.ts'
import { builtInNetworks } from '../../labs/topology/names.ts'
import { parseMount } from '../../labs/topology/mounts.ts'
import type { LabState } from '../../labs/topology/state.ts'
import { hostOf, idOf, thingOf, words } from './things.ts'

export interface Joined {
  command: Command
  label: string
}

const refused = (reason: string): Refused => ({ refused: { reason } })

/** Whether a connection may start here. */
export function joinable(id: string): boolean {
  const kind = thingOf(id)?.kind
  return kind === 'container' || kind === 'network' || kind === 'volume' || id.startsWith('wire:')
}

/** `written` is the lab with what is drawn as its hosts. */
export function join(written: Value, from: string, to: string): Joined | Refused {
  const [one, other] = [thingOf(from), thingOf(to)]
  const wire = [from, to].find((id) => id.startsWith('wire:'))
  const machine = [from, to].map(hostOf).find((host) => host !== undefined)
  if (wire && machine) return joinWire(written, machine, wire.slice('wire:'.length))
  if (!one || !other) return refused(`${words(from)} and ${words(to)} cannot be connected.`)
  if (one.host !== other.host) {
    return refused(`${words(from)} and ${words(to)} are on different hosts. Only wires join hosts.`)
  }
  const pair = one.kind === 'container' ? ([one, other] as const) : ([other, one] as const)
  const [container, target] = pair
  if (container.kind !== 'container') {
    return refused(`Connect a container to ${words(from)}, not ${words(to)}.`)
  }
  const { host } = container
  const label = `Connect ${container.name} to ${target.name}`
  if (target.kind === 'network') {
    const command = {
      do: 'connect',
      host,
      container: container.name,
      network: target.name,
    } as const
    return { command, label }
  }
  const fields = fieldsOf(at(written, pathOf(container)))
  if (target.kind === 'volume') {
    const taken = listOf(fields['volumes']).map((one) =>
      typeof one === 'string' ? parseMount(one)?.target : fieldsOf(one)['target'],
    )
    const place = freeTarget(taken.map(String))
    return {
      command: {
        ...{ do: 'mount', host, container: container.name, type: 'volume' },
        ...{ source: target.name, target: place },
      },
      label: `Mount ${target.name} in ${container.name}`,
    }
  }
  if (fields['networks'] !== undefined) {
    return refused(
      `${container.name} is on networks of its own. Take it off them, then it can share the network of ${target.name}.`,
    )
  }
  return {
    command: {
      ...{ do: 'setProperty', host, kind: 'container', name: container.name },
      ...{ path: ['network_mode'], value: `container:${target.name}` },
    },
    label: `Let ${container.name} share the network of ${target.name}`,
  }
}

function freeTarget(taken: string[]): string {
  let target = '/data'
  for (let number = 2; taken.includes(target); number += 1) target = `/data${number}`
  return target
}

function joinWire(written: Value, host: string, wire: string): Joined | Refused {
  const own = at(written, ['hosts', host, 'wires'])
  const first = listOf(fieldsOf(written)['wires'])[0]
  const on = own === undefined ? (first === undefined ? [] : [first]) : listOf(own)
  if (on.includes(wire)) return refused(`${host} is on the wire ${wire} already.`)
  return {
    command: { do: 'setProperty', host, kind: 'host', path: ['wires'], value: [...on, wire] },
    label: `Connect ${host} to ${wire}`,
  }
}

/** The command that takes a line of the drawing away; undefined where it is not one that can go. */
export function parted(tie: string): Joined | undefined {
  const [from = '', to = '', target] = tie.split('~')
  const container = thingOf(from)
  if (container?.kind !== 'container') return undefined
  const { host, name } = container
  const other = thingOf(to)
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

/** Everything a thing could be connected to, as ids. The built-in networks are offered, drawn or not. */
export function targetsOf(drawing: LabState, id: string): string[] {
  const thing = thingOf(id)
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
