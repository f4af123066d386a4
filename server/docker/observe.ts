import type Dockerode from 'dockerode'
import type { HostState } from '../../labs/topology/state.ts'
import { AppError } from '../errors.ts'
import type { Actual, ActualBox, Desired } from '../provision/state.ts'
import { hasBegun } from './begun.ts'
import { startMark } from '../provision/start.ts'
import { marksIn } from './starts.ts'
import { dockerCall } from './client.ts'
import type { Room } from './room.ts'

/** Looks at the outer engine, and through `inside` at the engine of every host that runs. */
export async function observeRun(
  { engine: { docker } }: Room,
  desired: Desired,
  inside: (host: string) => Promise<HostState>,
): Promise<Actual> {
  const [networks, containers] = await Promise.all([
    dockerCall(() => docker.listNetworks()),
    dockerCall(() =>
      docker.listContainers({ all: true, filters: { label: [`slipway.run=${desired.run}`] } }),
    ),
  ])
  const boxes = boxesByName(desired, containers)
  const hosts = await Promise.all(
    Object.entries(desired.hosts).map(async ([host, { name }]) => {
      const box = boxes.get(name)
      if (!box) return []
      const marks = (desired.hosts[host]?.wanted.start ?? []).map(startMark)
      const [state, begun, ran] = await Promise.all([
        box.status === 'running' ? unlessSilent(inside(host)) : undefined,
        box.status !== 'created' && hasBegun(docker, name),
        box.status === 'created' ? [] : marksIn(docker, name, marks),
      ])
      return [[host, { ...box, state, begun, ran }] as const]
    }),
  )
  const names = new Set(networks.map(({ Name }) => Name))
  return {
    subnets: networks
      .flatMap(({ IPAM }) => IPAM?.Config ?? [])
      .flatMap(({ Subnet }) => Subnet ?? []),
    ranges: Object.fromEntries(
      Object.entries(desired.wires).flatMap(([wire, { name }]) => {
        const found = networks.find(({ Name }) => Name === name)?.IPAM?.Config?.[0]?.Subnet
        return found === undefined ? [] : [[wire, found]]
      }),
    ),
    wires: Object.keys(desired.wires).filter((wire) => names.has(desired.wires[wire]?.name ?? '')),
    registry: boxes.get(desired.registry.name),
    hosts: Object.fromEntries(hosts.flat()),
    surplus: containers
      .flatMap(({ Labels }) => Labels['slipway.host'] ?? [])
      .filter((host) => !(host in desired.hosts)),
  }
}

function boxesByName(
  desired: Desired,
  containers: Dockerode.ContainerInfo[],
): Map<string, ActualBox> {
  const wires = Object.entries(desired.wires)
  return new Map(
    containers.map(({ Id, Names, State, NetworkSettings }) => {
      const on = NetworkSettings?.Networks ?? {}
      const attached = wires.filter(([, { name }]) => name in on).map(([wire]) => wire)
      const addresses = Object.values(on).flatMap(({ IPAddress, IPAMConfig }) => {
        const { IPv4Address } = (IPAMConfig ?? {}) as { IPv4Address?: string }
        return [IPAddress, IPv4Address].filter((one) => one !== undefined && one !== '') as string[]
      })
      const box: ActualBox = { id: Id, status: statusOf(State), wires: attached, addresses }
      return [Names[0]?.replace(/^\//, '') ?? '', box]
    }),
  )
}

function statusOf(state: string): ActualBox['status'] {
  if (state === 'created' || state === 'running') return state
  return 'stopped'
}

/** Undefined while a host's engine does not answer; any other failure is a failure. */
export async function unlessSilent(look: Promise<HostState>): Promise<HostState | undefined> {
  try {
    return await look
  } catch (error) {
    if (error instanceof AppError && error.code === 'host-silent') return undefined
    throw error
  }
}
