import type Dockerode from 'dockerode'
import type { Desired } from '../provision/state.ts'
import { boundedLog } from './hosts.ts'
import type { RegistrySpec } from './images/types.ts'

/** The registry of a run: on its wires, and no bridge between them. Pure. */
export function registryContainer(
  desired: Desired,
  spec: RegistrySpec,
): Dockerode.ContainerCreateOptions {
  const first = desired.registry.wires[0] ?? ''
  const network = desired.wires[first]?.name ?? ''
  return {
    name: desired.registry.name,
    Image: spec.image,
    Hostname: spec.hostname,
    Labels: { ...desired.labels, 'slipway.role': 'registry' },
    HostConfig: {
      Init: true,
      Mounts: spec.mounts,
      Tmpfs: spec.tmpfs,
      NetworkMode: network,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      Sysctls: { 'net.ipv4.ip_forward': '0' },
      Memory: spec.memory,
      MemorySwap: spec.memory,
      PidsLimit: 128,
      LogConfig: boundedLog,
      Dns: ['127.0.0.1'],
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: spec.aliases } } },
  }
}
