/** The canonical form of things → the form they are written in. What is the engine's default is left unsaid. */
import type { WantedContainer, WantedNetwork, WantedVolume } from '../format/compiled.ts'
import type { Fields, Value } from '../edit/value.ts'
import { showPort } from '../topology/ports.ts'
import type { MountState, PortState } from '../topology/state.ts'

type Said = Record<string, Value | undefined>

/** Leaves out what is not said and what is empty. */
export function said(fields: Said): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Value] => {
      const [, value] = entry
      if (value === undefined || value === false) return false
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0
    }),
  )
}

export function writtenNetwork(network: Partial<WantedNetwork>): Fields {
  const config = network.subnets?.map(({ subnet, gateway, ipRange }) =>
    said({ subnet, gateway, ip_range: ipRange }),
  )
  return said({
    driver: network.driver,
    driver_opts: network.options,
    internal: network.internal,
    attachable: network.attachable,
    enable_ipv6: network.ipv6,
    ipam: config === undefined || config.length === 0 ? undefined : { config },
    labels: network.labels,
  })
}

export function writtenVolume({ driver, options, labels }: WantedVolume): Fields {
  return said({ driver, driver_opts: options, labels })
}

export function writtenContainer(container: Partial<WantedContainer>): Fields {
  return {
    ...said({ image: container.image, state: container.status }),
    ...listed('command', container.command),
    ...listed('entrypoint', container.entrypoint),
    ...said({
      environment: container.environment,
      hostname: container.hostname || undefined,
      user: container.user || undefined,
      working_dir: container.workingDir || undefined,
      tty: container.tty,
      stdin_open: container.stdinOpen,
      network_mode: container.networkMode,
      networks: networks(container.endpoints),
      volumes: container.mounts?.filter(({ type }) => type !== 'tmpfs').map(mount),
      tmpfs: container.mounts?.filter(({ type }) => type === 'tmpfs').map(memory),
      volumes_from: container.volumesFrom,
      ports: container.ports?.map(portWritten),
      labels: container.labels,
      ...limits(container),
      depends_on: container.dependsOn,
    }),
  }
}

/** An empty list says that there is no command, which is not the same as saying nothing. */
export function listed(key: string, words: string[] | undefined): Fields {
  return words === undefined ? {} : { [key]: words }
}

function limits(container: Partial<WantedContainer>): Said {
  const { restart, memory, cpus, pidsLimit } = container
  return {
    restart: restart === 'no' ? undefined : restart,
    read_only: container.readOnly,
    privileged: container.privileged,
    cap_add: container.capAdd,
    cap_drop: container.capDrop,
    mem_limit: memory ? size(memory) : undefined,
    cpus: cpus ? cpus : undefined,
    pids_limit: pidsLimit ? pidsLimit : undefined,
  }
}

/** Bytes in the largest unit that divides them. */
function size(bytes: number): Value {
  const unit = (['g', 'm', 'k'] as const).find((_, index) => bytes % 1024 ** (3 - index) === 0)
  if (unit === undefined) return bytes
  return `${bytes / 1024 ** { g: 3, m: 2, k: 1 }[unit]}${unit}`
}

function networks(endpoints: WantedContainer['endpoints']): Value | undefined {
  if (endpoints === undefined) return undefined
  const ends = Object.entries(endpoints).map(([name, { address, aliases }]): [string, Fields] => [
    name,
    said({ ipv4_address: address, aliases }),
  ])
  const silent = ends.every(([, end]) => Object.keys(end).length === 0)
  return silent ? ends.map(([name]) => name) : Object.fromEntries(ends)
}

export const portWritten = (port: PortState) => showPort(port).replace(/\/tcp$/, '')

export function mount({ type, source, target, readOnly }: MountState): Value {
  const plain = !source.includes(':') && !target.includes(':')
  if (source === '' && !readOnly && plain) return target
  if (source !== '' && plain) return `${source}:${target}${readOnly ? ':ro' : ''}`
  return said({ type, source: source === '' ? undefined : source, target, read_only: readOnly })
}

const memory = ({ target, readOnly }: MountState) => (readOnly ? `${target}:ro` : target)
