import type { ContainerInspect } from './inspect.ts'
import { tidy } from './mounts.ts'
import { capability } from './normalise.ts'
import { anyAddress } from './ports.ts'
import type { ContainerState, ContainerStatus, Endpoint, MountState, PortState } from './state.ts'

/** Ids → names, for what Docker writes by id. */
export interface Names {
  containers: ReadonlyMap<string, string>
  networks: ReadonlyMap<string, string>
}

type Host = NonNullable<ContainerInspect['HostConfig']>

export function observeContainer(item: ContainerInspect, names: Names): ContainerState {
  const host: Host = item.HostConfig ?? {}
  const { Status, ExitCode, Pid } = item.State ?? {}
  return {
    id: item.Id,
    status: (Status ?? 'created') as ContainerStatus,
    exitCode: ExitCode ?? 0,
    pid: Pid ?? 0,
    ...configOf(item),
    ...taskOf(item),
    networkMode: modeOf(host.NetworkMode ?? '', names),
    endpoints: endpointsOf(item),
    mounts: mountsOf(item, host),
    volumesFrom: (host.VolumesFrom ?? []).map((from) => {
      const name = from.replace(/:(ro|rw)$/, '')
      return names.containers.get(name) ?? name
    }),
    ports: portsOf(item, host),
    restart: restartOf(host),
    readOnly: host.ReadonlyRootfs ?? false,
    privileged: host.Privileged ?? false,
    capAdd: (host.CapAdd ?? []).map(capability),
    capDrop: (host.CapDrop ?? []).map(capability),
    memory: host.Memory ?? 0,
    cpus: cpusOf(host),
    pidsLimit: host.PidsLimit ?? 0,
  }
}

function configOf({ Config }: ContainerInspect) {
  const config = Config ?? {}
  return {
    image: config.Image ?? '',
    command: config.Cmd ?? [],
    entrypoint: config.Entrypoint ?? [],
    environment: Object.fromEntries((config.Env ?? []).map(pair)),
    hostname: config.Hostname ?? '',
    user: config.User ?? '',
    workingDir: config.WorkingDir ?? '',
    tty: config.Tty ?? false,
    stdinOpen: config.OpenStdin ?? false,
    labels: config.Labels ?? {},
  }
}

/** The engine marks the containers of tasks; anybody could write the same label, and gains nothing by it. */
function taskOf({ Config }: ContainerInspect): { service?: string } {
  const service = Config?.Labels?.['com.docker.swarm.service.name']
  return service === undefined ? {} : { service }
}

function pair(entry: string): [string, string] {
  const at = entry.indexOf('=')
  return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
}

function modeOf(mode: string, names: Names): string {
  if (mode === '' || mode === 'default') return 'bridge'
  if (!mode.startsWith('container:')) return names.networks.get(mode) ?? mode
  const other = mode.slice('container:'.length)
  return `container:${names.containers.get(other) ?? other}`
}

function endpointsOf(item: ContainerInspect): Record<string, Endpoint> {
  return Object.fromEntries(
    Object.entries(item.NetworkSettings?.Networks ?? {}).map(([name, end]) => [
      name,
      {
        address: end?.IPAddress ?? '',
        prefixLength: end?.IPPrefixLen ?? 0,
        gateway: end?.Gateway ?? '',
        mac: end?.MacAddress ?? '',
        aliases: end?.Aliases ?? [],
        ...(end?.IPAMConfig?.IPv4Address ? { fixed: end.IPAMConfig.IPv4Address } : {}),
      },
    ]),
  )
}

/** `--tmpfs` is told in HostConfig, everything else in Mounts. */
function mountsOf(item: ContainerInspect, host: Host): MountState[] {
  const mounts = (item.Mounts ?? []).map((mount): MountState => {
    const type = mount.Type === 'bind' || mount.Type === 'tmpfs' ? mount.Type : 'volume'
    const source = type === 'volume' ? mount.Name : type === 'bind' ? mount.Source : ''
    const target = tidy(mount.Destination ?? '')
    return { type, source: source ?? '', target, readOnly: mount.RW === false }
  })
  const told = new Set(mounts.map(({ target }) => target))
  const memory = Object.entries(host.Tmpfs ?? {})
    .filter(([path]) => !told.has(tidy(path)))
    .map(([path, options]): MountState => {
      const readOnly = options.split(',').includes('ro')
      return { type: 'tmpfs', source: '', target: tidy(path), readOnly }
    })
  return [...mounts, ...memory]
}

/** What is bound now; for a container that does not run, what it asks for. */
function portsOf(item: ContainerInspect, host: Host): PortState[] {
  const bound = flatten(item.NetworkSettings?.Ports)
  const ports = bound.length > 0 ? bound : flatten(host.PortBindings)
  const seen = new Map(ports.map((port) => [JSON.stringify(port), port]))
  return [...seen.values()]
}

function flatten(bindings: NonNullable<ContainerInspect['NetworkSettings']>['Ports']): PortState[] {
  return Object.entries(bindings ?? {}).flatMap(([key, hosts]) => {
    const [target = '', protocol = 'tcp'] = key.split('/')
    return (hosts ?? []).map(({ HostIp, HostPort }) => ({
      hostIp: anyAddress(HostIp ?? ''),
      published: Number(HostPort ?? 0) || 0,
      target: Number(target),
      protocol,
    }))
  })
}

function restartOf({ RestartPolicy }: Host): string {
  const name = RestartPolicy?.Name ?? ''
  const count = RestartPolicy?.MaximumRetryCount ?? 0
  if (name === '') return 'no'
  return name === 'on-failure' && count > 0 ? `${name}:${count}` : name
}

function cpusOf({ NanoCpus, CpuQuota, CpuPeriod }: Host): number {
  if (NanoCpus) return NanoCpus / 1e9
  return CpuQuota && CpuQuota > 0 ? CpuQuota / (CpuPeriod || 100_000) : 0
}
