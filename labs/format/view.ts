/** A lab as a learner may see it: no solutions, no hints that were not asked for, no right answers. */
import { resolveRef } from '../define.ts'
import type { Layout } from '../layout.ts'
import { laidOver } from '../topology/laid-over.ts'
import type { ContainerState, HostState, LabState, NetworkState } from '../topology/state.ts'
import type { CompiledLab, CompiledStep, WantedHost } from './compiled.ts'
import type { StateCheck } from './goal-checks.ts'
import { drawInSwarm, drawnSwarm, numbered } from './view-swarm.ts'
import { substituteText } from './substitute.ts'

/** Has the shape of `LabView` in the protocol, which imports from here and not the other way round. */
export function toView(lab: CompiledLab, layout: Layout) {
  const { id, digest, title, summary, level, minutes, tags, learn, requires } = lab
  return {
    ...{ id, digest, title, summary, level, minutes, tags, learn, requires },
    hosts: Object.keys(lab.wanted.hosts),
    wires: Object.fromEntries(lab.wanted.wires.map((wire) => [wire, hostsOn(lab, wire)] as const)),
    steps: lab.steps.map((step) => stepView(step, Object.keys(lab.wanted.hosts))),
    layout: filled(layout, lab.params),
    drawing: drawingOf(lab),
  }
}

const hostsOn = (lab: CompiledLab, wire: string) =>
  Object.entries(lab.wanted.hosts).flatMap(([name, { wires }]) =>
    wires.includes(wire) ? [name] : [],
  )

/** An author places `${net}`; a learner sees the name that was drawn for it. */
function filled(layout: Layout, params: Readonly<Record<string, string>>): Layout {
  const entries = Object.entries(layout.positions)
  if (entries.every(([id]) => !id.includes('${'))) return layout
  const positions = entries.map(([id, at]) => [substituteText(id, params), at] as const)
  return { ...layout, positions: Object.fromEntries(positions) }
}

function stepView({ id, title, text, checks, hints }: CompiledStep, hosts: string[]) {
  return {
    id,
    title,
    text,
    checks: checks.map(({ id: check, kind, describe, needs, weight, ask, args }) => ({
      ...{ id: check, kind, describe, needs, weight },
      ...(ask === undefined ? {} : { ask }),
      ...between(args, hosts),
    })),
    hints: hints.map(({ afterFailures, when }) => ({
      afterFailures,
      ...(when !== undefined && { when }),
    })),
  }
}

/** The two ends of a check that tries a way from one to the other, so that the drawing can light it. */
function between(args: unknown, hosts: string[]) {
  if (typeof args !== 'object' || args === null || !('from' in args) || !('to' in args)) return {}
  if (typeof args.from !== 'string' || typeof args.to !== 'string') return {}
  const from = endOf(args.from, hosts)
  const to = endOf(args.to, hosts)
  const open = !('expect' in args) || args.expect !== 'unreachable'
  return from && to ? { between: { from, to, open } } : {}
}

/** A host stands for itself. */
function endOf(text: string, hosts: string[]) {
  return hosts.includes(text) ? { host: text, name: text } : resolveRef(text, hosts)
}

/** The start and what the goals add: what the lab will look like. */
function drawingOf(lab: CompiledLab): LabState {
  const hosts = Object.fromEntries(
    Object.entries(lab.wanted.hosts).map(([name, host]) => [name, startOf(host)]),
  )
  for (const step of lab.steps) {
    for (const { kind, args } of step.checks) if (kind === 'state') draw(hosts, args as StateCheck)
  }
  const overlays = Object.values(hosts).flatMap(({ networks }) =>
    Object.entries(networks).filter(([, { driver }]) => driver === 'overlay'),
  )
  for (const host of Object.values(hosts)) connect(host, Object.fromEntries(overlays))
  numbered(hosts)
  return { hosts }
}

function startOf(host: WantedHost): HostState {
  const all = <W, S>(things: Record<string, W>, to: (wanted: W) => S) =>
    Object.fromEntries(Object.entries(things).map(([name, wanted]) => [name, to(wanted)]))
  return {
    networks: all(host.networks, (wanted) => ({ ...aNetwork, ...wanted })),
    volumes: all(host.volumes, (wanted) => ({ ...aVolume, ...wanted })),
    containers: all(host.containers, drawnContainer),
    images: host.images,
    ...drawnSwarm(host),
  }
}

function draw(hosts: Record<string, HostState>, check: StateCheck) {
  const { thing, name, property, wanted, lacks } = check
  const slash = name.indexOf('/')
  const qualified = slash > 0 && Object.hasOwn(hosts, name.slice(0, slash))
  const itself = thing === 'host' ? hosts[name] : undefined
  const host = itself ?? (qualified ? hosts[name.slice(0, slash)] : Object.values(hosts)[0])
  const key = qualified ? name.slice(slash + 1) : name
  if (host === undefined || property === 'absent') return
  if (lacks && (thing !== 'container' || host.containers[key] === undefined)) return
  if (thing === 'network') host.networks[key] = { ...(host.networks[key] ?? aNetwork), ...wanted }
  if (thing === 'volume') host.volumes[key] = { ...(host.volumes[key] ?? aVolume), ...wanted }
  if (thing === 'container') {
    const before: ContainerState = host.containers[key] ?? aContainer
    const held = Object.entries(before).find(([name]) => name === property)?.[1] as unknown
    const laid = property in wanted && { [property]: laidOver(held, { ...check, thing }) }
    // A mode takes the place of networks; a goal that names both says the networks after it.
    const left = property === 'networkMode' ? { endpoints: unsaid } : {}
    host.containers[key] = { ...before, ...left, ...drawnPart(laid || {}) }
  }
  drawInSwarm(host, thing, key, wanted)
}

type DrawnEndpoints = Record<string, { address?: string; aliases?: string[] }>

function drawnPart(wanted: { endpoints?: unknown }): Partial<ContainerState> {
  const { endpoints, ...rest } = wanted
  if (endpoints === undefined) return rest
  const ends = Object.entries(endpoints as DrawnEndpoints).map(([name, end]) => [
    name,
    { ...anEndpoint, ...end },
  ])
  return { ...rest, endpoints: Object.fromEntries(ends) as ContainerState['endpoints'] }
}

function drawnContainer(wanted: WantedHost['containers'][string]): ContainerState {
  return { ...aContainer, ...drawnPart(wanted) }
}

/** What Docker does where nothing is said: a container is on the default bridge, a network that is named exists, an overlay on every host. */
function connect(host: HostState, overlays: HostState['networks']): void {
  for (const container of Object.values(host.containers)) {
    if (container.endpoints === unsaid && container.networkMode === 'bridge') {
      container.endpoints = { bridge: anEndpoint }
    }
    for (const name of Object.keys(container.endpoints)) {
      host.networks[name] ??= overlays[name] ?? aNetwork
    }
  }
}

const aNetwork: NetworkState = {
  driver: 'bridge',
  scope: 'local',
  internal: false,
  attachable: false,
  ipv6: false,
  subnets: [],
  options: {},
  labels: {},
}
const aVolume = { driver: 'local', options: {}, labels: {} }
const anEndpoint = { address: '', prefixLength: 0, gateway: '', mac: '', aliases: [] }
/** Not the same as none at all: nobody has said a network. */
const unsaid: ContainerState['endpoints'] = {}
const aContainer: ContainerState = {
  ...{ id: '', image: '', status: 'running', exitCode: 0, pid: 0 },
  ...{ command: [], entrypoint: [], environment: {}, hostname: '', user: '', workingDir: '' },
  ...{ tty: false, stdinOpen: false, networkMode: 'bridge', endpoints: unsaid },
  ...{ mounts: [], volumesFrom: [], ports: [], labels: {}, restart: 'no' },
  ...{ readOnly: false, privileged: false, capAdd: [], capDrop: [] },
  ...{ memory: 0, cpus: 0, pidsLimit: 0 },
}
