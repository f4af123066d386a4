/** How a drawn container and a real one are compared, one entry a property. */
import { canonicalImage, sameImage } from './names.ts'
import { showMount } from './mounts.ts'
import { showPort } from './ports.ts'
import type { GoalContainer } from './normalise.ts'
import {
  atLeast,
  entries,
  exact,
  propertiesOf,
  sequence,
  yesNo,
  type Property,
} from './property.ts'
import type { ContainerState, Endpoint, MountState, PortState } from './state.ts'

const property = propertiesOf<GoalContainer, ContainerState>()
type Drawn = NonNullable<GoalContainer['endpoints']>

const names = (networks: string[]) => (networks.length === 0 ? 'none' : networks.sort().join(', '))

/** Exactly the networks that are drawn. An address shows only while the container runs. */
function sameEndpoints(wanted: Drawn, actual: Record<string, Endpoint>): boolean {
  const wantedNames = Object.keys(wanted)
  if (wantedNames.length !== Object.keys(actual).length) return false
  return wantedNames.every((network) => {
    const [want, is] = [wanted[network], actual[network]]
    if (!Object.hasOwn(actual, network) || want === undefined || is === undefined) return false
    const address = want.address === undefined || is.address === '' || is.address === want.address
    return address && (want.aliases ?? []).every((alias) => is.aliases.includes(alias))
  })
}

function drawnEndpoint([network, end]: [string, Drawn[string]]): string {
  const aliases = end.aliases?.length ? ` (known as ${end.aliases.join(', ')})` : ''
  return `${network}${end.address ? ` at ${end.address}` : ''}${aliases}`
}

/** Says addresses and aliases only where the drawing does. */
function foundEndpoints(actual: Record<string, Endpoint>, wanted: Drawn): string {
  const said = Object.entries(actual).map(([network, { address, aliases }]) => {
    const want = Object.hasOwn(wanted, network) ? wanted[network] : undefined
    return drawnEndpoint([
      network,
      { ...(want?.address ? { address } : {}), ...(want?.aliases ? { aliases } : {}) },
    ])
  })
  return names(said)
}

function sameMount(wanted: MountState, actual: MountState): boolean {
  return (
    wanted.type === actual.type &&
    wanted.target === actual.target &&
    (wanted.source === '' || wanted.source === actual.source) &&
    wanted.readOnly === actual.readOnly
  )
}

function samePort(wanted: PortState, actual: PortState): boolean {
  return (
    wanted.target === actual.target &&
    wanted.protocol === actual.protocol &&
    (wanted.published === 0 || wanted.published === actual.published) &&
    (wanted.hostIp === '' || wanted.hostIp === actual.hostIp)
  )
}

const same = (wanted: string, actual: string) => wanted === actual
const itself = (value: string) => value

function bytes(value: number): string {
  if (value === 0) return 'unlimited'
  return value % 1024 ** 2 === 0 ? `${value / 1024 ** 2} MiB` : `${value} bytes`
}

export const containerProperties: readonly Property<GoalContainer, ContainerState>[] = [
  property('image', {
    label: 'image',
    same: sameImage,
    expected: itself,
    found: (actual) => actual || canonicalImage(actual),
  }),
  property('status', { label: 'state', ...exact() }),
  property('networkMode', { label: 'network mode', ...exact() }),
  property('endpoints', {
    label: 'networks',
    plural: true,
    same: sameEndpoints,
    expected: (wanted) => names(Object.entries(wanted).map(drawnEndpoint)),
    found: foundEndpoints,
  }),
  property('mounts', { label: 'volumes', plural: true, ...atLeast(sameMount, showMount) }),
  property('volumesFrom', { label: 'volumes-from', plural: true, ...atLeast(same, itself) }),
  property('ports', { label: 'published ports', plural: true, ...atLeast(samePort, showPort) }),
  property('command', { label: 'command', ...sequence() }),
  property('entrypoint', { label: 'entrypoint', ...sequence() }),
  property('environment', { label: 'environment', ...entries() }),
  property('labels', { label: 'labels', plural: true, ...entries() }),
  property('hostname', { label: 'host name', ...exact() }),
  property('user', { label: 'user', ...exact() }),
  property('workingDir', { label: 'working directory', ...exact() }),
  property('tty', { label: 'terminal (-t)', ...yesNo() }),
  property('stdinOpen', { label: 'open input (-i)', ...yesNo() }),
  property('restart', { label: 'restart policy', ...exact() }),
  property('readOnly', { label: 'read-only root', ...yesNo() }),
  property('privileged', { label: 'privileged mode', ...yesNo() }),
  property('capAdd', { label: 'added capabilities', plural: true, ...atLeast(same, itself) }),
  property('capDrop', { label: 'dropped capabilities', plural: true, ...atLeast(same, itself) }),
  property('memory', {
    label: 'memory limit',
    same: (wanted, actual) => wanted === actual,
    expected: bytes,
    found: bytes,
  }),
  property('cpus', {
    label: 'CPU limit',
    same: (wanted, actual) => Math.abs(wanted - actual) < 0.001,
    expected: (value) => String(value || 'unlimited'),
    found: (value) => String(value || 'unlimited'),
  }),
  property('pidsLimit', { label: 'limit of processes', ...exact() }),
]
