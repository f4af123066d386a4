/** What things of several hosts are called in one stack: as in the lab, with their host where two would share a name. */
import type { Wanted, WantedNetwork } from '../format/compiled.ts'
import { builtInNetworks } from '../topology/names.ts'
import { meansTheSame } from '../edit/value.ts'
import type { Value } from '../edit/value.ts'

export interface StackNames {
  container(host: string, name: string): string
  /** A built-in one keeps its name; so does an overlay, which is one on all hosts. */
  network(host: string, name: string): string
  volume(host: string, name: string): string
}

export const isOverlay = ({ driver }: WantedNetwork) => driver === 'overlay'

export function stackNames({ hosts }: Wanted): StackNames {
  const all = Object.values(hosts)
  const services = all.flatMap((host) => Object.keys(host.services))
  const containers = all.flatMap((host) => Object.keys(host.containers))
  const networks = all.flatMap((host) => Object.keys(host.networks))
  const often = (name: string, list: string[]) => list.indexOf(name) !== list.lastIndexOf(name)
  const overlays = all.flatMap((host) =>
    Object.entries(host.networks).flatMap(([name, one]) => (isOverlay(one) ? [name] : [])),
  )
  const isShared = (host: string, name: string) =>
    Object.hasOwn(hosts[host]?.networks ?? {}, name)
      ? overlays.includes(name) && isOverlay(hosts[host]?.networks[name] ?? { driver: '' })
      : overlays.includes(name)
  return {
    container: (host, name) =>
      often(name, [...containers, ...services]) ? `${host}-${name}` : name,
    network: (host, name) =>
      builtInNetworks.includes(name) || isShared(host, name) || !often(name, networks)
        ? name
        : `${host}-${name}`,
    volume(host, name) {
      const wanted = all.flatMap(({ volumes }) =>
        Object.hasOwn(volumes, name) ? [volumes[name] as Value] : [],
      )
      return wanted.every((one) => meansTheSame(one, wanted[0] ?? null)) ? name : `${host}-${name}`
    },
  }
}
