/** Addresses of hosts on wires: fixed, because the hosts of a swarm must find one another again after a restart. */
import { toAddress, toRange } from '../../labs/topology/addresses.ts'
import type { Actual, Desired } from './state.ts'

/** Lower ones are left to what Docker numbers by itself, such as the registry. */
const lowest = 11

/** Gives each new host an address of its own on each wire; undefined where the wire's range is not known. */
export type AddressOf = (host: string, wire: string) => string | undefined

export function addressesFor(
  { hosts }: Desired,
  actual: Actual,
  ranges: Readonly<Record<string, string>>,
): AddressOf {
  const taken = new Set(Object.values(actual.hosts).flatMap(({ addresses }) => addresses ?? []))
  const given = new Map<string, string>()
  for (const [host, { wires }] of Object.entries(hosts)) {
    const on = actual.hosts[host]?.wires ?? []
    for (const wire of wires.filter((other) => !on.includes(other))) {
      const address = free(ranges[wire], taken)
      if (address === undefined) continue
      taken.add(address)
      given.set(`${host} ${wire}`, address)
    }
  }
  return (host, wire) => given.get(`${host} ${wire}`)
}

function free(cidr: string | undefined, taken: ReadonlySet<string>): string | undefined {
  const range = cidr === undefined ? undefined : toRange(cidr)
  if (range === undefined) return undefined
  for (let value = range.first + lowest; value < range.last; value++) {
    const address = toAddress(value)
    if (!taken.has(address)) return address
  }
  return undefined
}
