/** How drawn services, secrets, nodes and a host's part in a swarm are compared with real ones. */
import type { WantedSecret } from '../format/compiled.ts'
import { showMount } from './mounts.ts'
import { sameImage } from './names.ts'
import { showPort } from './ports.ts'
import { atLeast, entries, exact, propertiesOf, sequence, type Property } from './property.ts'
import type { HostState, MountState, PortState } from './state.ts'
import type { GoalNode, GoalService } from './swarm-normalise.ts'
import type { NodeState, SecretState, SecretUse, ServiceState } from './swarm-state.ts'

const service = propertiesOf<GoalService, ServiceState>()
const secret = propertiesOf<Pick<WantedSecret, 'labels'>, SecretState>()
const node = propertiesOf<GoalNode, NodeState>()

type Ends = ServiceState['networks']
const itself = (value: string) => value
const equal = (wanted: string, actual: string) => wanted === actual

function sameEnds(wanted: Ends, actual: Ends): boolean {
  const names = Object.keys(wanted)
  if (names.length !== Object.keys(actual).length) return false
  return names.every((name) => {
    if (!Object.hasOwn(actual, name)) return false
    return wanted[name]?.aliases.every((alias) => actual[name]?.aliases.includes(alias)) ?? false
  })
}

function showEnds(ends: Ends): string {
  const names = Object.keys(ends).sort()
  return names.length === 0 ? 'none' : names.join(', ')
}

function samePort(wanted: PortState, actual: PortState): boolean {
  const published = wanted.published === 0 || wanted.published === actual.published
  return published && wanted.target === actual.target && wanted.protocol === actual.protocol
}

function sameMount(wanted: MountState, actual: MountState): boolean {
  const source = wanted.source === '' || wanted.source === actual.source
  return (
    source &&
    wanted.type === actual.type &&
    wanted.target === actual.target &&
    wanted.readOnly === actual.readOnly
  )
}

const sameSecret = (wanted: SecretUse, actual: SecretUse) =>
  wanted.source === actual.source && wanted.target === actual.target
const showSecret = ({ source, target }: SecretUse) =>
  source === target ? source : `${source} as ${target}`

export const serviceProperties: readonly Property<GoalService, ServiceState>[] = [
  service('image', { label: 'image', same: sameImage, expected: itself, found: itself }),
  service('mode', { label: 'mode', ...exact() }),
  service('replicas', { label: 'replicas', plural: true, ...exact() }),
  service('endpointMode', { label: 'endpoint mode', ...exact() }),
  service('networks', {
    label: 'networks',
    plural: true,
    same: sameEnds,
    expected: showEnds,
    found: showEnds,
  }),
  service('ports', { label: 'published ports', plural: true, ...atLeast(samePort, showPort) }),
  service('secrets', { label: 'secrets', plural: true, ...atLeast(sameSecret, showSecret) }),
  service('mounts', { label: 'volumes', plural: true, ...atLeast(sameMount, showMount) }),
  service('constraints', { label: 'constraints', plural: true, ...atLeast(equal, itself) }),
  service('command', { label: 'command', ...sequence() }),
  service('entrypoint', { label: 'entrypoint', ...sequence() }),
  service('environment', { label: 'environment', ...entries() }),
  service('user', { label: 'user', ...exact() }),
  service('workingDir', { label: 'working directory', ...exact() }),
  service('hostname', { label: 'host name', ...exact() }),
  service('labels', { label: 'labels', plural: true, ...entries() }),
  service('status', { label: 'state', ...exact() }),
]

export const secretProperties: readonly Property<Pick<WantedSecret, 'labels'>, SecretState>[] = [
  secret('labels', { label: 'labels', plural: true, ...entries() }),
]

export const nodeProperties: readonly Property<GoalNode, NodeState>[] = [
  node('role', { label: 'role', ...exact() }),
  node('availability', { label: 'availability', ...exact() }),
  node('status', { label: 'status', ...exact() }),
  node('labels', { label: 'labels', plural: true, ...entries() }),
]

/** What a goal may say of a host itself. */
export interface GoalHost {
  swarm?: 'manager' | 'worker' | 'absent'
}

const roleOf = ({ swarm }: HostState) => {
  if (swarm === undefined) return 'none'
  return swarm.state === 'active' ? swarm.role : `${swarm.role} (${swarm.state})`
}
const wordOf = (role: string) => (role === 'absent' ? 'none' : role)

export const hostProperties: readonly Property<GoalHost, HostState>[] = [
  {
    key: 'swarm',
    label: 'role in a swarm',
    plural: false,
    drawn: ({ swarm }) => swarm !== undefined,
    same: ({ swarm = 'absent' }, host) => wordOf(swarm) === roleOf(host),
    expected: ({ swarm = 'absent' }) => wordOf(swarm),
    found: roleOf,
  },
]
