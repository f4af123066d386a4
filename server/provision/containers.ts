import type { WantedContainer } from '../../labs/format/compiled.ts'
import { compareContainer, type Difference } from '../../labs/topology/compare.ts'
import type {
  ContainerState,
  ContainerStatus,
  Endpoint,
  HostState,
} from '../../labs/topology/state.ts'
import { isOurs, words } from './marks.ts'
import { step, type Step } from './steps.ts'

type Containers = Record<string, WantedContainer>

/** Keys of steps that containers wait for. */
export interface Ground {
  ready: string
  network(name: string): string[]
}

/** What is left to do for the containers of a host, each after the networks, volumes and containers it needs. */
export function containerSteps(
  host: string,
  wanted: Containers,
  state: HostState,
  ground: Ground,
): Step[] {
  const needs = withoutCycles(wanted)
  return Object.entries(wanted).flatMap(([name, container]) => {
    const actual = state.containers[name]
    const needed = (needs.get(name) ?? []).map((other) => keyOf(host, other, 'start'))
    if (!actual) {
      return creation(host, name, container, [ground.ready, ...needed], ground)
    }
    return isOurs(actual) ? correction(host, name, container, actual, needed, ground) : []
  })
}

function creation(
  host: string,
  name: string,
  container: WantedContainer,
  needed: string[],
  { network: on }: Ground,
): Step[] {
  const [first, ...rest] = Object.keys(container.endpoints ?? {})
  const key = keyOf(host, name, 'create')
  const volumes = (container.mounts ?? []).map(({ source }) => `${host}/volume/${source}`)
  const after = [...needed, `${host}/images`, ...volumes, ...(first === undefined ? [] : on(first))]
  const reason = `container ${name} does not exist`
  const connects = rest.map((network) =>
    connection(host, name, container, network, [key, ...on(network)]),
  )
  const attached = connects.map((connect) => connect.key)
  return [
    step('container.create', { host, name, container }, key, reason, after),
    ...connects,
    ...statusSteps(host, name, container.status ?? 'running', 'created', [key, ...attached]),
  ]
}

/** Attached networks and the status can be put right in place; for anything else the container is made anew. */
function correction(
  host: string,
  name: string,
  container: WantedContainer,
  actual: ContainerState,
  needed: string[],
  ground: Ground,
): Step[] {
  const wrong = compareContainer(name, container, actual)
  const deep = wrong.filter(({ property }) => !inPlace.has(property))
  if (deep.length > 0) {
    return [step('container.remove', { host, name }, keyOf(host, name, 'remove'), words(deep))]
  }
  const links = wrong.some(byProperty('endpoints'))
    ? endpointSteps(host, name, container, actual, ground)
    : []
  const after = [...needed, ...links.map(({ key }) => key)]
  const status = wrong.some(byProperty('status'))
    ? statusSteps(host, name, container.status ?? 'running', actual.status, after)
    : []
  return [...links, ...status]
}

const inPlace = new Set(['endpoints', 'status'])

function byProperty(property: string): (difference: Difference) => boolean {
  return (difference) => difference.property === property
}

function endpointSteps(
  host: string,
  name: string,
  container: WantedContainer,
  actual: ContainerState,
  { network: on }: Ground,
): Step[] {
  const wanted = Object.keys(container.endpoints ?? {})
  const surplus = Object.keys(actual.endpoints).filter((network) => !wanted.includes(network))
  const leave = surplus.map((network) =>
    step(
      'container.disconnect',
      { host, name, network },
      keyOf(host, name, `leave/${network}`),
      `container ${name} is on ${network} and should not be`,
    ),
  )
  // One whose address or aliases differ leaves first and is attached in the next round.
  const differs = wanted.filter((network) => {
    const [want, is] = [container.endpoints?.[network], actual.endpoints[network]]
    return want && is && !sameEndpoint(want, is)
  })
  const rejoin = differs.map((network) =>
    step(
      'container.disconnect',
      { host, name, network },
      keyOf(host, name, `leave/${network}`),
      `container ${name} has another address or other aliases on ${network}`,
    ),
  )
  const join = wanted
    .filter((network) => !(network in actual.endpoints))
    .map((network) => connection(host, name, container, network, on(network)))
  return [...leave, ...rejoin, ...join]
}

function sameEndpoint(want: { address?: string; aliases?: string[] }, is: Endpoint): boolean {
  // An address shows only while the container runs.
  const address = !want.address || is.address === '' || is.address === want.address
  return address && (want.aliases ?? []).every((alias) => is.aliases.includes(alias))
}

function connection(
  host: string,
  name: string,
  container: WantedContainer,
  network: string,
  after: string[],
): Step {
  const args = { host, name, network, ...container.endpoints?.[network] }
  const reason = `container ${name} is not on ${network}`
  return step('container.connect', args, keyOf(host, name, `join/${network}`), reason, after)
}

type Verb = 'start' | 'stop' | 'pause' | 'unpause'

/** What leads from one status to another; a status that cannot be left in place has no entry. */
const transitions: Partial<Record<ContainerStatus, Partial<Record<ContainerStatus, Verb[]>>>> = {
  running: { created: ['start'], exited: ['start'], paused: ['unpause'] },
  exited: { created: ['start', 'stop'], running: ['stop'], paused: ['unpause', 'stop'] },
  paused: { created: ['start', 'pause'], exited: ['start', 'pause'], running: ['pause'] },
}

function statusSteps(
  host: string,
  name: string,
  wanted: ContainerStatus,
  actual: ContainerStatus,
  after: string[],
): Step[] {
  if (wanted === actual) return []
  const verbs = transitions[wanted]?.[actual]
  const reason = `container ${name} is ${actual}, should be ${wanted}`
  if (!verbs) {
    return [step('container.remove', { host, name }, keyOf(host, name, 'remove'), reason, after)]
  }
  return verbs.map((verb, i) => {
    const previous = verbs[i - 1]
    const before = previous === undefined ? after : [keyOf(host, name, previous)]
    return step(`container.${verb}`, { host, name }, keyOf(host, name, verb), reason, before)
  })
}

function keyOf(host: string, name: string, what: string): string {
  return `${host}/container/${name}/${what}`
}

/** Names each container must wait for. An edge that closes a circle is left out, so that a plan never waits for itself. */
function withoutCycles(containers: Containers): Map<string, string[]> {
  const result = new Map<string, string[]>()
  const visiting = new Set<string>()
  const visit = (name: string): void => {
    visiting.add(name)
    const edges: string[] = []
    result.set(name, edges)
    for (const other of neededBy(containers[name])) {
      if (!(other in containers) || visiting.has(other)) continue
      if (!result.has(other)) visit(other)
      edges.push(other)
    }
    visiting.delete(name)
  }
  for (const name of Object.keys(containers)) if (!result.has(name)) visit(name)
  return result
}

function neededBy(container: WantedContainer | undefined): string[] {
  const mode = container?.networkMode ?? ''
  const shared = mode.startsWith('container:') ? [mode.slice('container:'.length)] : []
  return [...(container?.dependsOn ?? []), ...(container?.volumesFrom ?? []), ...shared]
}
