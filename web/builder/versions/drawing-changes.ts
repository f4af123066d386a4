/** Two drawings against each other: what only one of them has, and what both have but not alike. Pure. */
import { containerProperties } from '../../../labs/topology/container-properties.ts'
import { builtInNetworks, swarmNetworks } from '../../../labs/topology/names.ts'
import { networkProperties, volumeProperties } from '../../../labs/topology/network-properties.ts'
import type { Property } from '../../../labs/topology/property.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { secretProperties, serviceProperties } from '../../../labs/topology/swarm-properties.ts'
import type { SwarmState } from '../../../labs/topology/swarm-state.ts'
import type { Deviation } from '../run/deviations.ts'
import type { Sketch } from '../sketch.ts'

export type Drawn = Pick<Sketch, 'drawing' | 'wires'>

interface Names {
  before: string
  after: string
}
type At = Pick<Deviation, 'host' | 'kind'>

/** Marked as a run is against its drawing: `missing` is only before, `extra` only after. */
export function drawingChanges(before: Drawn, after: Drawn, names: Names): Deviation[] {
  const [was, is] = [before.drawing.hosts, after.drawing.hosts]
  const compare = comparer(names)
  const self = ({ swarm }: HostState) => ({ swarm: swarm?.role ?? 'none' })
  const hosts = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return [
    ...compare({ host: '', kind: 'wire' }, wiresOf(before), wiresOf(after), [members]),
    ...hosts.flatMap((host) => {
      const one = was[host] ?? nothing
      const other = is[host] ?? nothing
      const itself = compare(
        { host, kind: 'host' },
        only(host, was[host], self),
        only(host, is[host], self),
        [role],
      )
      return [
        ...itself,
        ...compare(
          { host, kind: 'network' },
          drawnNetworks(one),
          drawnNetworks(other),
          networkProperties,
        ),
        ...compare(
          { host, kind: 'container' },
          one.containers,
          other.containers,
          containerProperties,
        ),
        ...compare({ host, kind: 'volume' }, one.volumes, other.volumes, volumeProperties),
      ]
    }),
    ...compare(
      { host: '', kind: 'service' },
      swarmOf(was, 'services'),
      swarmOf(is, 'services'),
      serviceProperties,
    ),
    ...compare(
      { host: '', kind: 'secret' },
      swarmOf(was, 'secrets'),
      swarmOf(is, 'secrets'),
      secretProperties,
    ),
  ]
}

function comparer(names: Names) {
  return <W, S extends W>(
    at: At,
    before: Readonly<Record<string, S>>,
    after: Readonly<Record<string, S>>,
    properties: readonly Property<W, S>[],
  ): Deviation[] =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): Deviation[] => {
      const was = Object.hasOwn(before, name) ? before[name] : undefined
      const is = Object.hasOwn(after, name) ? after[name] : undefined
      const one = { ...at, name, properties: [] }
      if (is === undefined) return [{ ...one, is: 'missing', reasons: [`only in ${names.before}`] }]
      if (was === undefined) return [{ ...one, is: 'extra', reasons: [`only in ${names.after}`] }]
      // A drawing asks for at least what it says, so either is held against the other.
      const unlike = properties.filter((each) => !each.same(was, is) || !each.same(is, was))
      if (unlike.length === 0) return []
      const reasons = unlike.map((each) => sentence(each, was, is))
      return [{ ...one, is: 'different', reasons, properties: unlike.map(({ key }) => key) }]
    })
}

function sentence<W, S extends W>(property: Property<W, S>, before: S, after: S): string {
  const { label, plural } = property
  const was = property.expected(before) || 'none'
  const is = property.expected(after) || 'none'
  if (was === is) return `${label} ${plural ? 'have' : 'has'} changed`
  return `${label} ${plural ? 'were' : 'was'} ${was}, now ${is}`
}

const nothing: Pick<HostState, 'networks' | 'containers' | 'volumes'> = {
  networks: {},
  containers: {},
  volumes: {},
}

function only<T>(host: string, state: HostState | undefined, of: (state: HostState) => T) {
  return state === undefined ? {} : { [host]: of(state) }
}

/** Without those that every engine has. */
function drawnNetworks({ networks }: Pick<HostState, 'networks'>) {
  const given = new Set([...builtInNetworks, ...swarmNetworks])
  return Object.fromEntries(Object.entries(networks).filter(([name]) => !given.has(name)))
}

/** What managers hold is of the swarm, and there once. */
function swarmOf<K extends 'services' | 'secrets'>(
  hosts: Readonly<Record<string, HostState>>,
  what: K,
): SwarmState[K] {
  const all = Object.values(hosts).map(({ swarm }) => swarm?.[what] ?? {})
  return Object.assign({}, ...all.toReversed()) as SwarmState[K]
}

/** Several hosts share a wire where none is named. */
function wiresOf({ drawing, wires }: Drawn): Record<string, string[]> {
  const hosts = Object.keys(drawing.hosts)
  return wires ?? (hosts.length > 1 ? { wire: hosts } : {})
}

/** A property whose words are also what it is compared by. */
function worded<T>(
  key: string,
  label: string,
  plural: boolean,
  say: (value: T) => string,
): Property<T, T> {
  return {
    ...{ key, label, plural },
    drawn: () => true,
    same: (one, other) => say(one) === say(other),
    expected: say,
    found: say,
  }
}

const members = worded<string[]>('wires', 'hosts', true, (hosts) => hosts.toSorted().join(', '))
const role = worded<{ swarm: string }>('swarm', 'role in a swarm', false, ({ swarm }) => swarm)
