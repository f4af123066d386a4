import type { HostState } from '../../labs/topology/state.ts'
import { AppError } from '../errors.ts'
import type { Actual, ActualBox, Desired } from '../provision/state.ts'
import { hasBegun } from './begun.ts'
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
  const wires = Object.entries(desired.wires)
  const byName = new Map(
    containers.map((container) => {
      const on = container.NetworkSettings?.Networks ?? {}
      const box: ActualBox = {
        id: container.Id,
        status: statusOf(container.State),
        wires: wires.filter(([, { name }]) => name in on).map(([wire]) => wire),
      }
      return [container.Names[0]?.replace(/^\//, '') ?? '', box]
    }),
  )
  const hosts = await Promise.all(
    Object.entries(desired.hosts).map(async ([host, { name }]) => {
      const box = byName.get(name)
      if (!box) return []
      const [state, begun] = await Promise.all([
        box.status === 'running' ? unlessSilent(inside(host)) : undefined,
        box.status !== 'created' && hasBegun(docker, name),
      ])
      return [[host, { ...box, state, begun }] as const]
    }),
  )
  return {
    subnets: networks.flatMap(({ IPAM }) =>
      (IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []),
    ),
    wires: wires
      .filter(([, { name }]) => networks.some(({ Name }) => Name === name))
      .map(([w]) => w),
    registry: byName.get(desired.registry.name),
    hosts: Object.fromEntries(hosts.flat()),
  }
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
