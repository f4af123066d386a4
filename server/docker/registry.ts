import type Dockerode from 'dockerode'
import type { Desired } from '../provision/state.ts'
import { boundedLog } from './hosts.ts'
import type { RegistrySpec } from './images/types.ts'

/** The registry of a run: on its wires, read-only, and no bridge between them. Pure. */
export function registryContainer(
  desired: Desired,
  spec: RegistrySpec,
): Dockerode.ContainerCreateOptions {
  const first = desired.registry.wires[0] ?? ''
  const network = desired.wires[first]?.name ?? ''
  return {
    name: desired.registry.name,
    Image: spec.image,
    Cmd: spec.cmd,
    Hostname: spec.alias,
    Labels: { ...desired.labels, 'slipway.role': 'registry' },
    HostConfig: {
      Mounts: spec.mounts,
      NetworkMode: network,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      Sysctls: { 'net.ipv4.ip_forward': '0' },
      Memory: 256 * 1024 * 1024,
      PidsLimit: 128,
      LogConfig: boundedLog,
      Dns: ['127.0.0.1'],
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [spec.alias] } } },
  }
}
