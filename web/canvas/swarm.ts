/** What spans hosts: overlay networks with a leg in each, services with their tasks, secrets. */
import type { LabState } from '../../labs/topology/state.ts'
import type { ServiceState, SwarmState } from '../../labs/topology/swarm-state.ts'
import type { ContainerThing, NetworkThing, Scene, ServiceThing, Thing, Tie } from './scene.ts'
import { portWords, shortImage } from './words.ts'

/** A bar for each overlay, and an arm from it to each of its legs. */
export function renderOverlays(inside: readonly Thing[]): Scene {
  const legs = inside.filter(
    (thing): thing is NetworkThing => thing.kind === 'network' && thing.leg,
  )
  const byName = new Map(legs.toReversed().map((leg) => [leg.name, leg]))
  const things = [...byName.values()].toReversed().map(({ name, driver, detail }): Thing => {
    return { kind: 'overlay', id: `overlay:${name}`, host: '', name, driver, detail }
  })
  const ties = legs.map(({ id, name }) => between('arm', id, `overlay:${name}`))
  return { things, ties }
}

function between(kind: Tie['kind'], from: string, to: string, label = ''): Tie {
  return { id: `${from}~${to}`, kind, from, to, label, note: '', live: true }
}

/** Services and secrets as the first manager that knows them tells. */
export function renderServices(
  { hosts }: LabState,
  inside: readonly Thing[],
  planned: boolean,
): Scene {
  const told = Object.values(hosts).flatMap(({ swarm }) => (swarm ? [swarm] : []))
  const first = <T>(of: (swarm: SwarmState) => Record<string, T>) =>
    Object.entries(Object.assign({}, ...told.toReversed().map(of)) as Record<string, T>)
  const services = first((swarm) => swarm.services)
  const secrets = first((swarm) => swarm.secrets)
  const things: Thing[] = [
    ...services.map(([name, service]) => serviceThing(name, service, planned)),
    ...secrets.map(([name]): Thing => ({ kind: 'secret', id: `secret:${name}`, host: '', name })),
  ]
  const known = new Set(secrets.map(([name]) => name))
  const ties = services.flatMap(([name, service]) => [
    ...networkTies(name, service, inside),
    ...service.secrets
      .filter(({ source }) => known.has(source))
      .map(({ source }) => between('secret', `service:${name}`, `secret:${source}`)),
    ...tasksOf(name, inside).map(({ id }) => between('task', `service:${name}`, id)),
  ])
  return { things, ties }
}

function serviceThing(name: string, service: ServiceState, planned: boolean): ServiceThing {
  const { image, mode, replicas, running, status, ports, endpointMode } = service
  const wished = `${String(replicas)} ${replicas === 1 ? 'replica' : 'replicas'}`
  const wanted = mode === 'global' ? 'one on every node' : wished
  return {
    kind: 'service',
    id: `service:${name}`,
    host: '',
    name,
    image: shortImage(image),
    detail: planned ? wanted : `${String(running)} of ${String(replicas)} running`,
    status: planned ? 'planned' : status,
    ports: portWords(ports),
    endpointMode,
  }
}

/** To the bar of the overlay, or where one host is all there is, to the network in it. */
function networkTies(name: string, { networks }: ServiceState, inside: readonly Thing[]): Tie[] {
  return Object.keys(networks).flatMap((network) => {
    const drawn = inside.find(
      (thing): thing is NetworkThing => thing.kind === 'network' && thing.name === network,
    )
    if (drawn === undefined) return []
    return [between('serves', `service:${name}`, drawn.leg ? `overlay:${network}` : drawn.id)]
  })
}

function tasksOf(service: string, inside: readonly Thing[]): ContainerThing[] {
  return inside.filter(
    (thing): thing is ContainerThing => thing.kind === 'container' && thing.service === service,
  )
}

/** What a host is in its swarm, in words; a manager knows more of a node than the node itself. */
export function roleOf({ hosts }: LabState, host: string): string {
  const own = hosts[host]?.swarm
  if (own === undefined) return ''
  const told = Object.values(hosts).flatMap(({ swarm }) => swarm?.nodes[host] ?? [])[0]
  const leads = told?.leader === true || own.leader === host
  const parts: string[] = [own.role, leads ? 'leader' : '']
  if (told && told.availability !== 'active') {
    parts.push(told.availability === 'drain' ? 'drained' : 'paused')
  }
  if (told && (told.status === 'down' || told.status === 'disconnected')) parts.push(told.status)
  return parts.filter((part) => part !== '').join(', ')
}
