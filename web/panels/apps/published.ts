/** What of a lab can be opened as a page now: ports that its hosts publish. Pure. */
import type { LabState, PortState } from '../../../labs/topology/state.ts'

export interface Published {
  host: string
  port: number
  /** The container, or the service, that answers. */
  by: string
  /** The port inside it. */
  target: number
  /** It is published on an address that only the host itself can reach. */
  isLocal: boolean
}

export function publishedOf(topology: LabState | null): Published[] {
  const found = Object.entries(topology?.hosts ?? {}).flatMap(([host, holds]) => {
    const running = Object.entries(holds.containers).filter(
      ([, { status }]) => status === 'running',
    )
    const services = Object.entries(holds.swarm?.services ?? {})
    return [...running, ...services].flatMap(([by, { ports }]) =>
      ports.filter(isOpen).map((port): Published => ({
        host,
        port: port.published,
        by,
        target: port.target,
        isLocal: port.hostIp.startsWith('127.') || port.hostIp === '::1',
      })),
    )
  })
  // An engine tells a port once for IPv4 and once for IPv6.
  const byPlace = new Map(found.toReversed().map((one) => [`${one.host}:${one.port}`, one]))
  return [...byPlace.values()].sort((a, b) => order(a.host, b.host) || a.port - b.port)
}

function isOpen({ published, protocol }: Pick<PortState, 'published' | 'protocol'>): boolean {
  return published > 0 && protocol === 'tcp'
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** `8080`, `host1:8080`, `http://host1:8080/path`: where it leads, or undefined. */
export function placeOf(
  text: string,
  hosts: readonly string[],
): { host: string; port: number; path: string } | undefined {
  const found = /^(?:https?:\/\/)?(?:([\w.-]+):)?(\d{1,5})(\/\S*)?$/.exec(text.trim())
  const host = found?.[1] ?? hosts[0]
  const port = Number(found?.[2])
  if (!found || host === undefined || !hosts.includes(host)) return undefined
  return port >= 1 && port <= 65_535 ? { host, port, path: found[3] ?? '/' } : undefined
}
