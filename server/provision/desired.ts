import { createHash } from 'node:crypto'
import type {
  CompiledLab,
  WantedContainer,
  WantedHost,
  WantedSecret,
  WantedService,
} from '../../labs/format/compiled.ts'
import { sameImage, unnamedWire } from '../../labs/topology/names.ts'
import { contentLabel, startLabel, type Desired, type DesiredHost } from './state.ts'

/** All bridges of runs start with this, so that one firewall rule covers them. */
const bridgePrefix = 'slw'

export interface Circumstances {
  /** Whose run it is. */
  owner: string
  /** Names of images that hosts have at no cost. */
  shelf: readonly string[]
}

/** Names and labels follow from run and lab alone, so that any server finds the same things again. */
export function desiredState(
  run: string,
  lab: CompiledLab,
  { owner, shelf }: Circumstances,
): Desired {
  const { wanted } = lab
  const names = Object.keys(wanted.hosts)
  const wireNames = wanted.wires.length > 0 ? wanted.wires : [unnamedWire]
  const fallback = wireNames[0] ?? unnamedWire
  const services = Object.values(wanted.hosts).flatMap((host) => Object.values(host.services))
  return {
    run,
    lab: lab.id,
    labels: { 'slipway.run': run, 'slipway.lab': lab.id, 'slipway.owner': owner },
    wires: Object.fromEntries(
      wireNames.map((wire) => [
        wire,
        { name: `slw-${run}-${wire}`, bridge: `${bridgePrefix}${shortHash(`${run}/${wire}`)}` },
      ]),
    ),
    registry: { name: `slw-${run}-registry.`, wires: wireNames },
    hosts: Object.fromEntries(
      names.map((name) => [
        name,
        desiredHost(run, name, wanted.hosts[name], { fallback, shelf, services }),
      ]),
    ),
  }
}

/** Docker's name for a host's container and its data volume. */
export function hostName(run: string, host: string): string {
  return `slw-${run}-${host}`
}

function desiredHost(
  run: string,
  hostname: string,
  wanted: WantedHost | undefined,
  { fallback, shelf, services }: Common,
): DesiredHost {
  if (!wanted) throw new Error(`host ${hostname} has no definition`)
  const containers = Object.entries(wanted.containers)
  // A task may come to any host of the swarm.
  const tasks = wanted.swarm === undefined ? [] : services
  const images = [
    ...new Set([
      ...wanted.images,
      ...[...containers.map(([, container]) => container), ...tasks].map(({ image }) => image),
    ]),
  ]
  return {
    name: hostName(run, hostname),
    hostname,
    wires: wanted.wires.length > 0 ? wanted.wires : [fallback],
    images,
    shelved: shelf.filter((name) => images.some((image) => sameImage(image, name))),
    wanted: {
      ...wanted,
      networks: marked(wanted.networks, run),
      volumes: marked(wanted.volumes, run),
      containers: Object.fromEntries(containers.map(([name, c]) => [name, started(c, run)])),
      services: Object.fromEntries(
        Object.entries(wanted.services).map(([name, service]) => [
          name,
          { ...label(service, run), status: 'running' as const },
        ]),
      ),
      secrets: Object.fromEntries(
        Object.entries(wanted.secrets).map(([name, secret]) => [name, kept(label(secret, run))]),
      ),
    },
  }
}

interface Common {
  /** The wire of a host that names none. */
  fallback: string
  shelf: readonly string[]
  /** All services of the lab. */
  services: WantedService[]
}

function kept(secret: WantedSecret): WantedSecret {
  return { ...secret, labels: { ...secret.labels, [contentLabel]: shortHash(secret.content) } }
}

/** Status is always wanted, so that a container which was created but not started is not taken for done. */
function started(container: WantedContainer, run: string): WantedContainer {
  return { ...label(container, run), status: container.status ?? 'running' }
}

function marked<T extends { labels?: Record<string, string> }>(
  things: Record<string, T>,
  run: string,
) {
  return Object.fromEntries(
    Object.entries(things).map(([name, thing]) => [name, label(thing, run)]),
  )
}

function label<T extends { labels?: Record<string, string> }>(thing: T, run: string): T {
  return { ...thing, labels: { ...thing.labels, [startLabel]: run } }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
