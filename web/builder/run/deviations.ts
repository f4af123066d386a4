/** What a lab wants against what its hosts hold: what is missing, extra or different. Pure. */
import {
  compareContainer,
  compareHost,
  compareNetwork,
  compareSecret,
  compareService,
  compareVolume,
  type Difference,
} from '../../../labs/topology/compare.ts'
import { builtInNetworks, swarmNetworks } from '../../../labs/topology/names.ts'
import type { HostState, LabState, NetworkState } from '../../../labs/topology/state.ts'
import type { Markings } from '../../canvas/against.ts'
import { thingId } from '../../canvas/scene.ts'
import type { Desired, DesiredHost } from './desired.ts'
import { spanning, type Spanning } from './spanning.ts'

export interface Deviation {
  /** Empty for what is in no host. */
  host: string
  kind: 'network' | 'volume' | 'container' | 'service' | 'secret' | 'host' | 'wire'
  name: string
  is: 'missing' | 'extra' | 'different'
  /** Why, one sentence each; none where a thing is simply missing or extra. */
  reasons: string[]
  /** Canonical keys of what is different. */
  properties: string[]
}

export function deviations(desired: Desired, actual: LabState): Deviation[] {
  const span = spanning(desired, actual)
  const inside = Object.entries(desired).flatMap(([host, wanted]) => {
    const found = actual.hosts[host]
    return found === undefined ? [] : inHost(host, wanted, found, span)
  })
  return [...inside, ...inSwarm(span)]
}

function inHost(host: string, wanted: DesiredHost, actual: HostState, span: Spanning): Deviation[] {
  const anonymous = (name: string) => /^[0-9a-f]{64}$/.test(name)
  const given = (name: string, network: NetworkState) =>
    builtInNetworks.includes(name) ||
    swarmNetworks.includes(name) ||
    (network.driver === 'overlay' && span.overlayHome(name) !== host)
  return [
    ...itself(host, wanted, actual),
    ...section({ host, kind: 'network' }, wanted.networks, actual.networks, compareNetwork, given),
    ...section(
      { host, kind: 'container' },
      wanted.containers,
      actual.containers,
      compareContainer,
      (_, { service }) => service !== undefined,
    ),
    ...section(
      { host, kind: 'volume' },
      wanted.volumes,
      actual.volumes,
      compareVolume,
      (name) => anonymous(name) || span.broughtVolumes.has(name),
    ),
  ]
}

function itself(host: string, { self }: DesiredHost, actual: HostState): Deviation[] {
  return differing({ host, kind: 'host', name: host }, compareHost(host, self, actual))
}

function inSwarm({ services, secrets }: Spanning): Deviation[] {
  const none = () => false
  return [
    ...section(
      { host: '', kind: 'service' },
      services.wanted,
      services.actual,
      compareService,
      none,
    ),
    ...section({ host: '', kind: 'secret' }, secrets.wanted, secrets.actual, compareSecret, none),
  ]
}

const unsaid = { reasons: [], properties: [] }

/** The same by id of the thing on the canvas. */
export function markingsOf(list: readonly Deviation[]): Markings {
  return Object.fromEntries(
    list.map((one) => {
      const { is, reasons, properties } = one
      return [idOnCanvas(one), { is, reasons, properties }]
    }),
  )
}

/** The thing of the drawing that is spoken of. */
export function idOnCanvas({
  host,
  kind,
  name,
}: Pick<Deviation, 'host' | 'kind' | 'name'>): string {
  if (kind === 'host') return name
  return host === '' ? `${kind}:${name}` : thingId(host, kind, name)
}

function section<W, A>(
  at: Pick<Deviation, 'host' | 'kind'>,
  wanted: Record<string, W>,
  actual: Record<string, A>,
  compare: (name: string, wanted: W, actual: A) => Difference[],
  ignored: (name: string, actual: A) => boolean,
): Deviation[] {
  const drawn = Object.entries(wanted).flatMap(([name, wish]): Deviation[] => {
    const found = Object.hasOwn(actual, name) ? actual[name] : undefined
    if (found === undefined) return [{ ...at, name, is: 'missing', ...unsaid }]
    return differing({ ...at, name }, compare(name, wish, found))
  })
  const extra = Object.entries(actual)
    .filter(([name, found]) => !Object.hasOwn(wanted, name) && !ignored(name, found))
    .map(([name]): Deviation => ({ ...at, name, is: 'extra', ...unsaid }))
  return [...drawn, ...extra]
}

function differing(
  at: Pick<Deviation, 'host' | 'kind' | 'name'>,
  differences: readonly Difference[],
): Deviation[] {
  if (differences.length === 0) return []
  const reasons = differences.map(({ reason }) => reason)
  const properties = differences.map(({ property }) => property)
  return [{ ...at, is: 'different', reasons, properties }]
}
