/** The written form → the canonical form. What is not written stays absent, so that only what is drawn is wanted. */
import type { WantedContainer, WantedNetwork, WantedVolume } from '../format/compiled.ts'
import type { ContainerFields, NetworkFields, VolumeFields } from './fields.ts'
import { tidy } from './mounts.ts'
import { only } from './only.ts'
import type { MountState, Subnet } from './state.ts'

/** In a goal nothing is taken for granted: neither a driver nor an image. */
export type GoalNetwork = Partial<WantedNetwork>
export type GoalContainer = Partial<WantedContainer>

export function goalNetwork(fields: NetworkFields): GoalNetwork {
  return only({
    driver: fields.driver,
    options: fields.driver_opts,
    internal: fields.internal,
    attachable: fields.attachable,
    ipv6: fields.enable_ipv6,
    subnets: fields.ipam?.config?.map(subnet),
    labels: fields.labels,
  })
}

/** What is to be made: Docker's default driver is written out. */
export function wantedNetwork(fields: NetworkFields): WantedNetwork {
  return { driver: 'bridge', ...goalNetwork(fields) }
}

type WrittenSubnet = NonNullable<NonNullable<NetworkFields['ipam']>['config']>[number]

function subnet(written: WrittenSubnet): Subnet {
  return only({
    subnet: written.subnet,
    gateway: written.gateway,
    ipRange: written.ip_range,
  }) as Subnet
}

export function wantedVolume(fields: VolumeFields): WantedVolume {
  return only({
    driver: fields.driver,
    options: fields.driver_opts,
    labels: fields.labels,
  })
}

export function goalContainer(fields: ContainerFields): GoalContainer {
  return only({
    image: fields.image,
    status: fields.state,
    command: fields.command,
    entrypoint: fields.entrypoint,
    environment: fields.environment,
    hostname: fields.hostname,
    user: fields.user,
    workingDir: fields.working_dir,
    tty: fields.tty,
    stdinOpen: fields.stdin_open,
    networkMode: fields.network_mode,
    endpoints: endpoints(fields.networks),
    mounts: mounts(fields),
    volumesFrom: fields.volumes_from,
    ...limits(fields),
    ports: fields.ports,
    labels: fields.labels,
    dependsOn: fields.depends_on,
  })
}

function limits(fields: ContainerFields) {
  return {
    restart: fields.restart,
    readOnly: fields.read_only,
    privileged: fields.privileged,
    capAdd: fields.cap_add?.map(capability),
    capDrop: fields.cap_drop?.map(capability),
    memory: fields.mem_limit,
    cpus: fields.cpus,
    pidsLimit: fields.pids_limit,
  }
}

/** `CAP_NET_ADMIN` and `net_admin` are one capability. */
export function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, '')
}

function endpoints(networks: ContainerFields['networks']): GoalContainer['endpoints'] {
  if (networks === undefined) return undefined
  if (Array.isArray(networks)) return Object.fromEntries(networks.map((name) => [name, {}]))
  return Object.fromEntries(
    Object.entries(networks).map(([name, end]) => [
      name,
      only({ address: end?.ipv4_address, aliases: end?.aliases }),
    ]),
  )
}

function mounts({ volumes, tmpfs }: ContainerFields): MountState[] | undefined {
  if (volumes === undefined && tmpfs === undefined) return undefined
  const memory = (tmpfs ?? []).map((written): MountState => {
    const [path = '', options = ''] = written.split(':')
    const readOnly = options.split(',').includes('ro')
    return { type: 'tmpfs', source: '', target: tidy(path), readOnly }
  })
  return [...(volumes ?? []), ...memory]
}
