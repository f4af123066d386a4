/** A container that stands on one host → a service with one task that stays on that node. */
import type { Fields, Value } from '../edit/value.ts'
import type { WantedContainer, WantedHost } from '../format/compiled.ts'
import { showPort } from '../topology/ports.ts'
import type { PortState } from '../topology/state.ts'
import type { StackNames } from './stack-names.ts'
import { listed, said, writtenContainer } from './written.ts'

export interface StackPlace {
  host: string
  wanted: WantedHost
  names: StackNames
  notes: string[]
}

export function pinned(place: StackPlace, name: string, container: WantedContainer): Fields {
  const { host, notes } = place
  const written = writtenContainer(container)
  const kept = ['environment', 'user', 'working_dir', 'hostname', 'tty', 'stdin_open', 'read_only']
  const more = ['cap_add', 'cap_drop', 'labels', 'tmpfs']
  const runs = (container.status ?? 'running') === 'running'
  notes.push(...losses(`\`${name}\` of ${host}`, container))
  return {
    image: container.image,
    ...listed('command', container.command),
    ...listed('entrypoint', container.entrypoint),
    ...Object.fromEntries(
      [...kept, ...more].flatMap((key): [string, Value][] =>
        written[key] === undefined ? [] : [[key, written[key]]],
      ),
    ),
    ...said({
      volumes: mounts(place, container),
      ports: container.ports?.map(port),
    }),
    networks: attached(place, name, container),
    deploy: said({
      replicas: runs ? 1 : 0,
      placement: { constraints: [`node.hostname==${host}`] },
      restart_policy: restart(container.restart),
      resources: limits(container),
    }),
  }
}

/** On the node itself, as a container's ports are. */
const port = ({ target, published, protocol }: PortState): Fields => ({
  target,
  ...(published === 0 ? {} : { published }),
  protocol,
  mode: 'host',
})

function mounts({ host, names }: StackPlace, { mounts: all }: WantedContainer) {
  return all
    ?.filter(({ type }) => type !== 'tmpfs')
    .map(({ type, source, target, readOnly }) =>
      said({
        type,
        source:
          type === 'volume' && source !== '' ? names.volume(host, source) : source || undefined,
        target,
        read_only: readOnly,
      }),
    )
}

const restarts: Record<string, string> = { always: 'any', 'unless-stopped': 'any' }

function restart(policy = 'no'): Fields {
  const [, most] = /^on-failure:(\d+)$/.exec(policy) ?? []
  if (policy.startsWith('on-failure')) {
    return {
      condition: 'on-failure',
      ...(most === undefined ? {} : { max_attempts: Number(most) }),
    }
  }
  return { condition: restarts[policy] ?? 'none' }
}

function limits({ memory, cpus }: WantedContainer): Fields | undefined {
  if (!memory && !cpus) return undefined
  return {
    limits: said({
      memory: memory ? String(memory) : undefined,
      cpus: cpus ? String(cpus) : undefined,
    }),
  }
}

/** By key of the stack. A service has to be on a network; without one Swarm takes one that all share. */
function attached(place: StackPlace, name: string, container: WantedContainer): Fields {
  const { host, wanted, names } = place
  const key = names.container(host, name)
  const other = /^container:(.+)$/.exec(container.networkMode ?? '')?.[1]
  const shared = other === undefined ? undefined : wanted.containers[other]
  if (shared !== undefined && other !== name)
    return attached(place, name, { ...shared, networkMode: modeOf(shared) })
  if (container.networkMode === 'none') return { [`${key}-alone`]: {} }
  const ends = Object.entries(container.endpoints ?? {})
  if (ends.length === 0) return { [container.networkMode ?? 'bridge']: {} }
  return Object.fromEntries(
    ends.map(([network, { aliases = [] }]): [string, Fields] => {
      const all = [...(key === name ? [] : [name]), ...aliases]
      return [names.network(host, network), all.length === 0 ? {} : { aliases: all }]
    }),
  )
}

/** A circle of shared networks has no end to start from. */
const modeOf = ({ networkMode }: WantedContainer) =>
  networkMode?.startsWith('container:') === true ? 'bridge' : (networkMode ?? '')

/** What a container has and a service has not. */
function losses(what: string, container: WantedContainer): string[] {
  const { status = 'running', endpoints = {}, networkMode = '', ports = [] } = container
  const fixed = Object.entries(endpoints).filter(([, { address }]) => address !== undefined)
  const told: (string | false)[] = [
    status !== 'running' &&
      `${what} is ${status} in the lab; here it has no task (\`replicas: 0\`).`,
    ...fixed.map(
      ([network, { address }]) =>
        `${what} has the address ${address ?? ''} on \`${network}\`, which no service can keep.`,
    ),
    networkMode.startsWith('container:') &&
      `${what} shares the network of \`${networkMode.slice(10)}\`; here it is on the same networks, with an address of its own.`,
    networkMode === 'none' && `${what} is on no network; here it has an internal one of its own.`,
    (container.volumesFrom ?? []).length > 0 &&
      `${what} takes the volumes of ${(container.volumesFrom ?? []).join(', ')}, which no service can.`,
    (container.dependsOn ?? []).length > 0 &&
      `${what} starts after ${(container.dependsOn ?? []).join(', ')}; a stack starts all at once.`,
    container.privileged === true && `${what} is privileged, which no service is.`,
    (container.pidsLimit ?? 0) > 0 &&
      `${what} may have ${container.pidsLimit ?? 0} processes, which a stack does not limit.`,
    ...ports
      .filter(({ hostIp }) => hostIp !== '')
      .map(
        (one) => `${what} publishes ${showPort(one)}; here it does on every address of its node.`,
      ),
  ]
  return told.filter((one) => one !== false)
}
