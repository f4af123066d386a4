/** LabState → scene. Pure: what is drawn, not where or how. */
import type { ContainerState, HostState, LabState } from '../../labs/topology/state.ts'
import { thingId, type ContainerThing, type Scene, type Thing } from './scene.ts'
import { renderOverlays, renderServices, roleOf } from './swarm.ts'
import { containerTies } from './ties.ts'
import { renderWires } from './wires.ts'
import {
  modeWords,
  networkWords,
  ownMounts,
  portWords,
  shortImage,
  shortTask,
  shortVolume,
} from './words.ts'

/** The networks every engine has; drawing them unused would be noise. */
const DEFAULT_NETWORKS = new Set(['bridge', 'host', 'none', 'docker_gwbridge', 'ingress'])

export interface ElementOptions {
  /** Drawn by the author: default networks it names are shown even while nothing uses them. */
  drawing?: LabState
  /** Which hosts each wire joins; without it several hosts share one. */
  wires?: Record<string, string[]>
  /** The state is what will be, not what is. */
  planned?: boolean
  /** The hosts are being prepared: what they will hold is not there, and not drawn. */
  preparing?: boolean
}

/** Everything to be drawn for a state; the same state always gives the same scene. */
export function render(state: LabState, options: ElementOptions = {}): Scene {
  const hosts = Object.keys(state.hosts)
  if (options.preparing === true) return preparing(hosts, options.wires)
  const parts = hosts.map((host) => renderHost(host, state, options.drawing?.hosts[host], options))
  const inside = parts.flatMap((part) => part.things)
  const over = [
    renderWires(state, options.wires),
    renderOverlays(inside),
    renderServices(state, inside, options.planned === true),
  ]
  return {
    things: [...over.flatMap(({ things }) => things), ...inside],
    ties: [...over.flatMap(({ ties }) => ties), ...parts.flatMap(({ ties }) => ties)],
  }
}

function preparing(hosts: string[], wires: Record<string, string[]> | undefined): Scene {
  const boxes = hosts.map((host): Thing => {
    const empty = 'This host is getting ready'
    return { kind: 'host', id: host, host, name: host, empty, role: '' }
  })
  const bare = { networks: {}, volumes: {}, containers: {}, images: [] }
  const { things, ties } = renderWires(
    { hosts: Object.fromEntries(hosts.map((host) => [host, bare])) },
    wires,
  )
  return { things: [...things, ...boxes], ties }
}

function renderHost(
  host: string,
  lab: LabState,
  drawn: HostState | undefined,
  options: ElementOptions,
): Scene {
  const state = lab.hosts[host] as HostState
  const several = Object.keys(lab.hosts).length > 1
  const containers = Object.entries(state.containers)
  const planned = options.planned === true
  const empty = planned ? 'This host starts without containers' : 'This host has no containers yet'
  const title = { name: host, role: roleOf(lab, host) }
  const things: Thing[] = [
    { kind: 'host', id: host, host, ...title, empty: containers.length === 0 ? empty : '' },
    ...networkThings(host, state, drawn, several),
    ...containers.map(([name, container]) => containerThing(host, name, container, planned)),
    ...volumeThings(host, state),
    ...pathThings(host, containers),
  ]
  const known = new Set(things.map((thing) => thing.id))
  const ties = containers.flatMap(([name, container]) => containerTies(host, name, container))
  return { things, ties: ties.filter((tie) => known.has(tie.to)) }
}

function networkThings(
  host: string,
  state: HostState,
  drawn: HostState | undefined,
  several: boolean,
): Thing[] {
  const used = new Set(
    Object.values(state.containers).flatMap((container) => Object.keys(container.endpoints)),
  )
  return Object.entries(state.networks)
    .filter(([name]) => !DEFAULT_NETWORKS.has(name) || used.has(name) || drawn?.networks[name])
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, network]) => ({
      kind: 'network',
      id: thingId(host, 'network', name),
      host,
      name,
      driver: network.driver,
      detail: networkWords(name, network),
      subnets: network.subnets,
      internal: network.internal,
      leg: several && network.driver === 'overlay',
    }))
}

/** The default bridge first, as everybody meets it first; host and none last. */
function rank(name: string): number {
  if (name === 'bridge') return 0
  return DEFAULT_NETWORKS.has(name) ? 2 : 1
}

function containerThing(
  host: string,
  name: string,
  container: ContainerState,
  planned: boolean,
): ContainerThing {
  return {
    kind: 'container',
    id: thingId(host, 'container', name),
    host,
    name,
    short: shortTask(name, container.service),
    image: shortImage(container.image),
    status: planned ? 'planned' : container.status,
    exitCode: container.exitCode,
    ports: portWords(container.ports),
    mode: container.service === undefined ? modeWords(container) : 'task',
    service: container.service ?? '',
    own: ownMounts(container),
  }
}

function volumeThings(host: string, state: HostState): Thing[] {
  return Object.entries(state.volumes).map(([name, volume]) => ({
    kind: 'volume',
    id: thingId(host, 'volume', name),
    host,
    name,
    driver: volume.driver,
    ...shortVolume(name),
  }))
}

function pathThings(host: string, containers: [string, ContainerState][]): Thing[] {
  const binds = containers.flatMap(([, container]) =>
    container.mounts.filter((mount) => mount.type === 'bind').map((mount) => mount.source),
  )
  return [...new Set(binds)].map((path) => ({
    kind: 'path',
    id: thingId(host, 'path', path),
    host,
    name: path,
  }))
}
