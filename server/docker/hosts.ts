import type Dockerode from 'dockerode'
import type { Desired, DesiredHost } from '../provision/state.ts'
import type { HostDevices } from './devices.ts'
import type { Isolation } from './engine/index.ts'
import type { Prepared } from './images/types.ts'
import type { HostLimits } from './room.ts'
import { fixedAddress } from './wires.ts'

export interface HostRecipe {
  isolation: Isolation
  prepared: Prepared
  limits: HostLimits
  devices?: HostDevices
  /** Fixed, on its first wire. */
  address?: string | undefined
}

/** What the outer engine keeps of what a container writes: root in a host can write to it at will. */
export const boundedLog = { Type: 'json-file', Config: { 'max-size': '1m', 'max-file': '1' } }

/** The container that is a lab's host: an engine of its own, with no more rights on the machine than it must have. Pure. */
export function hostContainer(
  desired: Desired,
  host: DesiredHost,
  { isolation, prepared, limits, devices, address }: HostRecipe,
): Dockerode.ContainerCreateOptions {
  const network = desired.wires[host.wires[0] ?? '']?.name ?? ''
  const labels = { ...desired.labels, 'slipway.host': host.hostname }
  return {
    name: host.name,
    Image: prepared.hostImage,
    Hostname: host.hostname,
    Labels: labels,
    Env: environment(host, prepared),
    HostConfig: {
      ...rights(isolation),
      Init: true,
      NetworkMode: network,
      ExtraHosts: prepared.registry.extraHosts,
      // Names are looked up on the wire only: nobody can talk to the outside through the machine's resolver.
      Dns: ['127.0.0.1'],
      // Containers inherit these, so that a name which nobody knows is unknown after a moment, not after 10 s.
      DnsOptions: ['ndots:1', 'timeout:1', 'attempts:1'],
      Memory: limits.memory,
      MemorySwap: limits.memory,
      NanoCpus: Math.round(limits.cpus * 1e9),
      PidsLimit: limits.pids,
      LogConfig: boundedLog,
      DeviceCgroupRules: devices?.rules ?? [],
      Mounts: [
        {
          Type: 'volume',
          Source: host.name,
          Target: '/var/lib/docker',
          ReadOnly: false,
          VolumeOptions: {
            NoCopy: true,
            Labels: labels,
            DriverConfig: { Name: 'local', Options: {} },
          },
        },
        ...(prepared.shelf?.mounts ?? []),
        ...(devices?.mounts ?? []),
      ],
    },
    NetworkingConfig: {
      EndpointsConfig: { [network]: { Aliases: [host.hostname], ...fixedAddress(address) } },
    },
  }
}

function environment(host: DesiredHost, prepared: Prepared): string[] {
  return [
    `SLIPWAY_REGISTRY=${prepared.registry.address}`,
    `SLIPWAY_MIRROR=${prepared.registry.mirror}`,
    `SLIPWAY_IMAGES=${host.shelved.join(',')}`,
    // A container that writes for ever must not fill the disk by its log.
    'SLIPWAY_DOCKERD_FLAGS=--log-opt=max-size=16m --log-opt=max-file=2',
  ]
}

type Rights = Pick<
  Dockerode.HostConfig,
  'CapAdd' | 'SecurityOpt' | 'Runtime' | 'MaskedPaths' | 'ReadonlyPaths'
>

/**
 * With a Sysbox runtime an unprivileged container can run an engine. Everywhere else the capabilities are added:
 * under user namespaces they hold only inside the host. (Sysbox and Kata: not seen running.)
 */
function rights(isolation: Isolation): Rights {
  const runtime = isolation.runtime === undefined ? {} : { Runtime: isolation.runtime }
  if (isolation.level === 'sysbox') return runtime
  return {
    ...runtime,
    CapAdd: ['ALL'],
    SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
    MaskedPaths: [],
    ReadonlyPaths: [],
  }
}
