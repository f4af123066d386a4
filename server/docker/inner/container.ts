import type { WantedContainer } from '../../../labs/format/compiled.ts'
import type { MountState, PortState } from '../../../labs/topology/state.ts'
import { defined, nonEmpty, pairs } from './body.ts'

/** The body of `POST /containers/create` for a container of a lab. Pure. */
export function containerBody(wanted: WantedContainer): Record<string, unknown> {
  return defined({
    Image: wanted.image,
    Cmd: nonEmpty(wanted.command),
    Entrypoint: nonEmpty(wanted.entrypoint),
    Env: pairs(wanted.environment),
    Hostname: wanted.hostname,
    User: wanted.user,
    WorkingDir: wanted.workingDir,
    Tty: wanted.tty,
    OpenStdin: wanted.stdinOpen,
    Labels: wanted.labels,
    ExposedPorts: exposed(wanted.ports),
    HostConfig: hostConfig(wanted),
    NetworkingConfig: firstEndpoint(wanted),
  })
}

function hostConfig(wanted: WantedContainer): Record<string, unknown> {
  const mounts = wanted.mounts ?? []
  return defined({
    NetworkMode: wanted.networkMode ?? Object.keys(wanted.endpoints ?? {})[0],
    Mounts: nonEmpty(mounts.filter(({ type }) => type !== 'tmpfs').map(mount)),
    Tmpfs: tmpfs(mounts),
    VolumesFrom: nonEmpty(wanted.volumesFrom),
    PortBindings: bindings(wanted.ports),
    RestartPolicy: restartPolicy(wanted.restart),
    ReadonlyRootfs: wanted.readOnly,
    Privileged: wanted.privileged,
    CapAdd: nonEmpty(wanted.capAdd),
    CapDrop: nonEmpty(wanted.capDrop),
    Memory: wanted.memory,
    NanoCpus: wanted.cpus === undefined ? undefined : Math.round(wanted.cpus * 1e9),
    PidsLimit: wanted.pidsLimit,
  })
}

/** The engine takes one endpoint at creation; the others are connected afterwards. */
function firstEndpoint({ endpoints }: WantedContainer): Record<string, unknown> | undefined {
  const first = Object.entries(endpoints ?? {})[0]
  if (!first) return undefined
  const [network, endpoint] = first
  return { EndpointsConfig: { [network]: endpointBody(endpoint) } }
}

/** What `POST /networks/NAME/connect` and container creation call an EndpointConfig. */
export function endpointBody(endpoint: {
  address?: string
  aliases?: string[]
}): Record<string, unknown> {
  return defined({
    Aliases: nonEmpty(endpoint.aliases),
    IPAMConfig: endpoint.address ? { IPv4Address: endpoint.address } : undefined,
  })
}

function mount({ type, source, target, readOnly }: MountState): Record<string, unknown> {
  return { Type: type, Source: source, Target: target, ReadOnly: readOnly }
}

function tmpfs(mounts: MountState[]): Record<string, string> | undefined {
  const found = mounts.filter(({ type }) => type === 'tmpfs').map(({ target }) => [target, ''])
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

function exposed(ports: PortState[] | undefined): Record<string, object> | undefined {
  return ports && Object.fromEntries(ports.map((port) => [portKey(port), {}]))
}

function bindings(ports: PortState[] | undefined): Record<string, unknown[]> | undefined {
  if (!ports) return undefined
  const result: Record<string, unknown[]> = {}
  for (const port of ports) {
    const HostPort = port.published === 0 ? '' : String(port.published)
    const binding = { HostIp: port.hostIp, HostPort }
    ;(result[portKey(port)] ??= []).push(binding)
  }
  return result
}

function portKey({ target, protocol }: PortState): string {
  return `${target}/${protocol}`
}

/** `on-failure:3` → name and count. */
function restartPolicy(restart: string | undefined): Record<string, unknown> | undefined {
  if (restart === undefined) return undefined
  const [Name, count] = restart.split(':')
  return { Name, MaximumRetryCount: Number(count ?? 0) }
}
