/** What a host holds now → the same as a lab would draw it. What the engine chose by itself is left to it again. */
import { newText } from '../edit/new-text.ts'
import type { Fields, Value } from '../edit/value.ts'
import type { WantedContainer } from '../format/compiled.ts'
import { toRange } from '../topology/addresses.ts'
import { builtInNetworks, canonicalImage, swarmNetworks } from '../topology/names.ts'
import type { ContainerState, HostState, MountState, NetworkState } from '../topology/state.ts'
import type { Found, ImageDefaults, Observed } from './found.ts'
import { literally } from './literally.ts'
import { newLab } from './new-lab.ts'
import { foundNotes } from './observed-notes.ts'
import { firstManager, swarmPart } from './observed-swarm.ts'
import { writtenContainer, writtenNetwork, writtenVolume } from './written.ts'

export function labFromState(title: string, found: Found): Observed {
  const wires = wiresOf(found)
  const lab = newLab(title, hostsFromState(found), wires.length > 1 ? { wires } : {})
  return { text: newText(lab), notes: foundNotes(found) }
}

/** As a lab's `hosts`. */
export function hostsFromState(found: Found): Fields {
  const wires = wiresOf(found)
  const hosts = Object.entries(found.hosts).map(([name, host]): [string, Fields] => [
    name,
    {
      ...swarmPart(found.hosts, name),
      ...(wires.length > 1 ? { wires: [...(found.wires?.[name] ?? [])] } : {}),
      ...settingsOf(found, name),
      ...hostFromState(owned(found.hosts, name, host), found.images),
    },
  ])
  return literally(Object.fromEntries(hosts)) as Fields
}

const wiresOf = ({ wires }: Found) => [...new Set(Object.values(wires ?? {}).flat())]

function settingsOf({ settings }: Found, host: string): Fields {
  const own = settings?.[host] ?? {}
  return Object.keys(own).length === 0 ? {} : { daemon: own as Fields }
}

/** An overlay is one network of several hosts, so it is drawn once; the containers of tasks are their service's. */
function owned(hosts: Record<string, HostState>, name: string, host: HostState): HostState {
  const home = (network: string) =>
    firstManager(hosts) ??
    Object.keys(hosts).find((one) => Object.hasOwn(hosts[one]?.networks ?? {}, network))
  const networks = Object.entries(host.networks).filter(
    ([network, { driver }]) => driver !== 'overlay' || home(network) === name,
  )
  return { ...host, networks: Object.fromEntries(networks) }
}

export function hostFromState(
  host: HostState,
  images: Readonly<Record<string, ImageDefaults>> = {},
): Fields {
  const given = [...builtInNetworks, ...swarmNetworks]
  const networks = Object.entries(host.networks).filter(([name]) => !given.includes(name))
  const volumes = Object.entries(host.volumes).filter(([name]) => !isAnonymous(name))
  const own = Object.entries(host.containers).filter(([, { service }]) => service === undefined)
  const containers = own.map(([name, container]): [string, Fields] => {
    const known = Object.entries(images).find(
      ([image]) => canonicalImage(image) === canonicalImage(container.image),
    )
    return [name, writtenContainer(drawn(name, container, known?.[1] ?? {}, host))]
  })
  const used = own.map(([, { image }]) => image)
  const pinned = new Set(own.flatMap(([, { endpoints }]) => fixedOn(endpoints)))
  const parts: [string, Value][] = [
    [
      'images',
      [...new Set([...host.images, ...used].map((image) => image.replace(/:latest$/, '')))],
    ],
    [
      'networks',
      Object.fromEntries(
        networks.map(([name, one]) => [name, drawnNetwork(one, pinned.has(name))]),
      ),
    ],
    ['volumes', Object.fromEntries(volumes.map(([name, one]) => [name, drawnVolume(one)]))],
    ['containers', Object.fromEntries(containers)],
  ]
  return Object.fromEntries(
    parts.filter(([, part]) => Object.keys(Object(part) as object).length > 0),
  )
}

const fixedOn = (endpoints: ContainerState['endpoints']) =>
  Object.entries(endpoints).flatMap(([network, { fixed }]) => (fixed ? [network] : []))

const isAnonymous = (name: string) => /^[0-9a-f]{64}$/.test(name)

/** `keeps`: a container has an address in it, which it can have in no other. */
function drawnNetwork(network: NetworkState, keeps: boolean): Fields {
  const { options, labels, subnets } = network
  return writtenNetwork({
    ...network,
    options: without(options, /^com\.docker\.network\.(driver\.mtu|enable_ipv[46])/),
    labels: without(labels, foreign),
    subnets: subnets.filter(({ subnet }) => keeps || !isChosen(subnet)),
  })
}

function drawnVolume({ driver, options, labels }: HostState['volumes'][string]): Fields {
  const kept = { options, labels: without(labels, foreign) }
  return writtenVolume(driver === 'local' ? kept : { driver, ...kept })
}

const foreign = /^(com\.docker\.|slipway\.|org\.opencontainers\.)/

/** The pools that an engine takes subnets from when nobody says which. */
const pools = ['172.16.0.0/12', '192.168.0.0/16'].map(toRange)

function isChosen(subnet: string): boolean {
  const range = toRange(subnet)
  if (range === undefined) return subnet.includes(':')
  const usual = range.prefix === 16 || range.prefix === 20
  return usual && pools.some((pool) => pool && pool.first <= range.first && range.last <= pool.last)
}

function without(record: Record<string, string>, pattern: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !pattern.test(key)))
}

/** States that somebody brought about; a lab starts its containers unless it says otherwise. */
const stays: readonly string[] = ['created', 'paused', 'exited', 'dead']

function drawn(
  name: string,
  container: ContainerState,
  image: ImageDefaults,
  host: HostState,
): Partial<WantedContainer> {
  const { status, hostname, id, user, workingDir } = container
  const shared = container.networkMode.startsWith('container:')
  const words = (key: 'command' | 'entrypoint') =>
    container[key].length === 0 || same(container[key], image[key]) ? {} : { [key]: container[key] }
  return {
    ...omit(container, 'command', 'entrypoint', 'endpoints', 'networkMode', 'status'),
    image: container.image.replace(/:latest$/, ''),
    ...(stays.includes(status) ? { status } : {}),
    environment: beside(container.environment, image.environment),
    labels: without(beside(container.labels, image.labels), foreign),
    hostname: shared || hostname === id.slice(0, 12) ? '' : hostname,
    ...words('command'),
    ...words('entrypoint'),
    user: user === (image.user ?? '') ? '' : user,
    workingDir: workingDir === (image.workingDir ?? '') ? '' : workingDir,
    mounts: ownMounts(container, host),
    ...attachment(name, container, host),
  }
}

/** The engine lists the mounts that come with `--volumes-from` among a container's own. */
function ownMounts({ mounts, volumesFrom }: ContainerState, host: HostState): MountState[] {
  const given = volumesFrom.flatMap((name) => host.containers[name]?.mounts ?? [])
  const isGiven = (mount: MountState) =>
    given.some(({ source, target }) => source === mount.source && target === mount.target)
  return mounts
    .filter((mount) => !isGiven(mount))
    .map((mount) =>
      mount.type === 'volume' && isAnonymous(mount.source) ? { ...mount, source: '' } : mount,
    )
}

function omit<T extends object, K extends keyof T & string>(value: T, ...keys: K[]): Omit<T, K> {
  const kept = Object.entries(value).filter(([key]) => !keys.some((one) => one === key))
  return Object.fromEntries(kept) as Omit<T, K>
}

const same = (one: Value, other: Value | undefined) => JSON.stringify(one) === JSON.stringify(other)

function beside(own: Record<string, string>, image: Record<string, string> = {}) {
  return Object.fromEntries(Object.entries(own).filter(([key, value]) => image[key] !== value))
}

/** A mode of its own, or the networks by name; the default bridge alone need not be said. */
function attachment(
  name: string,
  container: ContainerState,
  host: HostState,
): Partial<WantedContainer> {
  const { networkMode, endpoints, id, hostname } = container
  if (/^(host|none|container:.+)$/.test(networkMode)) return { networkMode }
  const names = Object.keys(endpoints)
  if (names.length === 0 || (names.length === 1 && names[0] === 'bridge')) return {}
  const ends = Object.entries(endpoints).map(([network, { aliases, fixed }]) => {
    const own = aliases.filter((alias) => ![name, hostname, id.slice(0, 12)].includes(alias))
    const known = own.length === 0 || !Object.hasOwn(host.networks, network)
    const address = fixed === undefined ? {} : { address: fixed }
    return [network, { ...address, ...(known ? {} : { aliases: own }) }] as const
  })
  return { endpoints: Object.fromEntries(ends) }
}
