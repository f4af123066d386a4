/** What a lab wants after some of its steps, against what its hosts hold: what is missing, extra or different. Pure. */
import type { CompiledLab, WantedHost, WantedVolume } from '../../../labs/format/index.ts'
import {
  compareContainer,
  compareNetwork,
  compareVolume,
  type Difference,
} from '../../../labs/topology/compare.ts'
import { builtInNetworks } from '../../../labs/topology/names.ts'
import type { GoalContainer, GoalNetwork } from '../../../labs/topology/normalise.ts'
import { laidOver } from '../../../labs/topology/laid-over.ts'
import type { HostState, LabState } from '../../../labs/topology/state.ts'
import type { Markings } from '../../canvas/against.ts'
import { thingId } from '../../canvas/scene.ts'

interface DesiredHost {
  networks: Record<string, GoalNetwork>
  volumes: Record<string, WantedVolume>
  containers: Record<string, GoalContainer>
}
export type Desired = Record<string, DesiredHost>

export interface Deviation {
  host: string
  kind: 'network' | 'volume' | 'container'
  name: string
  is: 'missing' | 'extra' | 'different'
  /** Why, one sentence each; none where a thing is simply missing or extra. */
  reasons: string[]
  /** Canonical keys of what is different. */
  properties: string[]
}

/** The start, and on it the goals of the first `steps` steps. */
export function desiredAfter(lab: CompiledLab, steps: number): Desired {
  const desired = Object.fromEntries(
    Object.entries(lab.wanted.hosts).map(([name, host]) => [name, startOf(host)]),
  )
  for (const { checks } of lab.steps.slice(0, steps)) {
    for (const { kind, args } of checks) if (kind === 'state') draw(desired, args as Wish)
  }
  return desired
}

const startOf = ({ networks, volumes, containers }: WantedHost): DesiredHost => ({
  networks: { ...networks },
  volumes: { ...volumes },
  containers: { ...containers },
})

interface Wish {
  thing: string
  name: string
  property: string
  wanted: Readonly<Record<string, unknown>>
  lacks?: boolean
}

function draw(desired: Desired, wish: Wish): void {
  const { thing, name, property, wanted } = wish
  const slash = name.indexOf('/')
  const own = slash > 0 ? desired[name.slice(0, slash)] : undefined
  const host = own ?? Object.values(desired)[0]
  const key = own === undefined ? name : name.slice(slash + 1)
  const sections: Record<string, Record<string, Readonly<Record<string, unknown>>> | undefined> = {
    network: host?.networks,
    volume: host?.volumes,
    container: host?.containers,
  }
  const section = sections[thing]
  if (section === undefined) return
  if (property === 'absent') delete section[key]
  else if (!(property in wanted)) section[key] = { ...section[key] }
  else {
    const laid = laidOver(section[key]?.[property], { ...wish, thing: thing as Deviation['kind'] })
    section[key] = { ...section[key], [property]: laid }
  }
}

export function deviations(desired: Desired, actual: LabState): Deviation[] {
  return Object.entries(desired).flatMap(([host, wanted]) => {
    const found = actual.hosts[host]
    return found === undefined ? [] : inHost(host, wanted, found)
  })
}

function inHost(host: string, wanted: DesiredHost, actual: HostState): Deviation[] {
  const anonymous = (name: string) => /^[0-9a-f]{64}$/.test(name)
  const given = (name: string) => builtInNetworks.includes(name)
  return [
    ...section({ host, kind: 'network' }, wanted.networks, actual.networks, compareNetwork, given),
    ...section(
      { host, kind: 'container' },
      wanted.containers,
      actual.containers,
      compareContainer,
      () => false,
    ),
    ...section({ host, kind: 'volume' }, wanted.volumes, actual.volumes, compareVolume, anonymous),
  ]
}

const unsaid = { reasons: [], properties: [] }

/** The same by id of the thing on the canvas. */
export function markingsOf(list: readonly Deviation[]): Markings {
  return Object.fromEntries(
    list.map(({ host, kind, name, is, reasons, properties }) => [
      thingId(host, kind, name),
      { is, reasons, properties },
    ]),
  )
}

function section<W, A>(
  at: Pick<Deviation, 'host' | 'kind'>,
  wanted: Record<string, W>,
  actual: Record<string, A>,
  compare: (name: string, wanted: W, actual: A) => Difference[],
  ignored: (name: string) => boolean,
): Deviation[] {
  const drawn = Object.entries(wanted).flatMap(([name, wish]): Deviation[] => {
    const found = Object.hasOwn(actual, name) ? actual[name] : undefined
    if (found === undefined) return [{ ...at, name, is: 'missing', ...unsaid }]
    const differences = compare(name, wish, found)
    const reasons = differences.map(({ reason }) => reason)
    const properties = differences.map(({ property }) => property)
    return reasons.length === 0 ? [] : [{ ...at, name, is: 'different', reasons, properties }]
  })
  const extra = Object.keys(actual)
    .filter((name) => !Object.hasOwn(wanted, name) && !ignored(name))
    .map((name): Deviation => ({ ...at, name, is: 'extra', ...unsaid }))
  return [...drawn, ...extra]
}
