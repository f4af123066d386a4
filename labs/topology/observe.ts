/** Docker's inspect output → the canonical state of a host. */
import { z } from 'zod'
import {
  containerInspect,
  imageInspect,
  networkInspect,
  volumeInspect,
  type NetworkInspect,
  type VolumeInspect,
} from './inspect.ts'
import { observeContainer, type Names } from './observe-container.ts'
import { observeSwarm, type InspectedSwarm } from './observe-swarm.ts'
import type { HostState, NetworkState, Subnet, VolumeState } from './state.ts'

/** Inspect (or list) answers of an engine, as they came. */
export interface Inspected {
  networks: unknown[]
  volumes: unknown[]
  /** `GET /containers/ID/json` of each; the list's own entries hold too little. */
  containers: unknown[]
  images: unknown[]
  /** Absent where nothing hints at a swarm. */
  swarm?: InspectedSwarm
}

/** What an engine holds. Throws ZodError where an answer lacks even a name. */
export function observeHost(inspected: Inspected): HostState {
  const networks = z.array(networkInspect).parse(inspected.networks)
  const volumes = z.array(volumeInspect).parse(inspected.volumes)
  const containers = z.array(containerInspect).parse(inspected.containers)
  const images = z.array(imageInspect).parse(inspected.images)
  const names: Names = {
    containers: new Map(containers.map(({ Id, Name }) => [Id, bare(Name)])),
    networks: new Map(networks.map(({ Id, Name }) => [Id ?? Name, Name])),
  }
  const swarm = inspected.swarm && observeSwarm(inspected.swarm, names.networks)
  const tags = images.flatMap(({ RepoTags }) => RepoTags ?? [])
  return {
    networks: Object.fromEntries(networks.map((item) => [item.Name, observeNetwork(item)])),
    volumes: Object.fromEntries(volumes.map((item) => [item.Name, observeVolume(item)])),
    containers: Object.fromEntries(
      containers.map((item) => [bare(item.Name), observeContainer(item, names)]),
    ),
    images: [...new Set(tags.filter((tag) => !tag.includes('<none>')))].sort(),
    ...(swarm && { swarm }),
  }
}

/** Docker writes `/db`. */
function bare(name: string): string {
  return name.replace(/^\//, '')
}

function observeNetwork(item: NetworkInspect): NetworkState {
  return {
    driver: item.Driver ?? '',
    scope: item.Scope ?? '',
    internal: item.Internal ?? false,
    attachable: item.Attachable ?? false,
    ipv6: item.EnableIPv6 ?? false,
    subnets: (item.IPAM?.Config ?? []).flatMap((config): Subnet[] =>
      config.Subnet
        ? [
            {
              subnet: config.Subnet,
              ...(config.Gateway ? { gateway: config.Gateway } : {}),
              ...(config.IPRange ? { ipRange: config.IPRange } : {}),
            },
          ]
        : [],
    ),
    options: item.Options ?? {},
    labels: item.Labels ?? {},
  }
}

function observeVolume(item: VolumeInspect): VolumeState {
  return {
    driver: item.Driver ?? '',
    options: item.Options ?? {},
    labels: item.Labels ?? {},
  }
}
