/** What lies over several hosts at once, and what a swarm brings into them by itself. Pure. */
import type { LabState } from '../../../labs/topology/state.ts'
import type { SecretState, ServiceState } from '../../../labs/topology/swarm-state.ts'
import type { Desired, DesiredHost } from './desired.ts'

export interface Spanning {
  services: { wanted: DesiredHost['services']; actual: Record<string, ServiceState> }
  secrets: { wanted: DesiredHost['secrets']; actual: Record<string, SecretState> }
  /** The host at which an overlay that nobody has drawn is told, once; undefined for one that is drawn somewhere. */
  overlayHome(name: string): string | undefined
  /** Volumes that services mount: their tasks make them where they run. */
  broughtVolumes: ReadonlySet<string>
}

export function spanning(desired: Desired, actual: LabState): Spanning {
  // Where a host does not answer, nothing can be said of what is drawn in it.
  const drawn = Object.entries(desired)
    .filter(([host]) => actual.hosts[host] !== undefined)
    .map(([, host]) => host)
  const swarms = Object.values(actual.hosts).flatMap(({ swarm }) => (swarm ? [swarm] : []))
  const services = {
    wanted: merged(drawn.map((host) => host.services)),
    actual: merged(swarms.map((swarm) => swarm.services)),
  }
  const secrets = {
    wanted: merged(drawn.map((host) => host.secrets)),
    actual: merged(swarms.map((swarm) => swarm.secrets)),
  }
  const overlays = new Set(Object.values(desired).flatMap(({ networks }) => Object.keys(networks)))
  const mounted = [...Object.values(services.wanted), ...Object.values(services.actual)]
  return {
    services,
    secrets,
    overlayHome(name) {
      if (overlays.has(name)) return undefined
      const holders = Object.entries(actual.hosts).filter(([, { networks }]) => name in networks)
      const manager = holders.find(([, { swarm }]) => swarm?.role === 'manager')
      return (manager ?? holders[0])?.[0]
    },
    broughtVolumes: new Set(
      mounted
        .flatMap(({ mounts = [] }) => mounts)
        .flatMap(({ type, source }) => (type === 'volume' && source !== '' ? [source] : [])),
    ),
  }
}

/** Managers tell the same; what the first of them tells counts. */
function merged<T>(records: readonly Record<string, T>[]): Record<string, T> {
  return Object.assign({}, ...records.toReversed()) as Record<string, T>
}
