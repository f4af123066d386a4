/** Wires join hosts where there are several, and reach the networks that lie directly on them. */
import { unnamedWire } from '../../labs/topology/names.ts'
import type { HostState, LabState } from '../../labs/topology/state.ts'
import { thingId, type Scene, type Thing, type Tie } from './scene.ts'

type Joined = Record<string, string[]>

/** `wires`: which hosts each joins, in the order of each host's interfaces; one that joins all, unless told. */
export function renderWires(state: LabState, wires: Joined | undefined): Scene {
  const hosts = Object.keys(state.hosts)
  const joined = wires ?? { [unnamedWire]: hosts }
  // One host needs no wire to be understood, unless its author gave one a name.
  const isShown = hosts.length > 1 || Object.keys(joined).some((name) => name !== unnamedWire)
  const parts = Object.entries(state.hosts).flatMap(([host, held]) => onWires(host, held, joined))
  if (!isShown && parts.length === 0) return { things: [], ties: [] }
  const things: Thing[] = Object.keys(joined).map((name) => ({
    kind: 'wire',
    id: `wire:${name}`,
    host: '',
    name,
    bare: !(joined[name] ?? []).some((host) => hosts.includes(host)),
  }))
  const ties = Object.entries(joined).flatMap(([name, members]) =>
    members.filter((host) => hosts.includes(host)).map((host) => tie(host, name, '')),
  )
  return { things, ties: [...ties, ...parts] }
}

function tie(from: string, wire: string, label: string): Tie {
  const to = `wire:${wire}`
  return { id: `${from}~${to}`, kind: 'wire', from, to, label, note: '', live: true }
}

/** A macvlan network is a part of the wire that its parent interface is on: eth0 is the host's first wire. */
function onWires(host: string, { networks }: HostState, joined: Joined): Tie[] {
  const own = Object.keys(joined).filter((wire) => joined[wire]?.includes(host))
  return Object.entries(networks).flatMap(([name, { driver, options }]) => {
    if (driver !== 'macvlan' && driver !== 'ipvlan') return []
    const parent = options['parent'] ?? ''
    const wire = own[Number(/^eth(\d+)/.exec(parent)?.[1] ?? NaN)]
    return wire === undefined ? [] : [tie(thingId(host, 'network', name), wire, parent)]
  })
}
