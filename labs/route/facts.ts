/** What the walk is told: nothing but what was observed. */
import type { Endpoint } from '../topology/state.ts'
import type { HopAt, Way } from './path.ts'

export interface Device {
  name: string
  /** Switched on, and with a carrier. */
  up: boolean
  /** Bare IPv4 addresses. */
  addresses: string[]
  /** The same with their prefix, such as `172.18.0.2/16`. */
  subnets: string[]
}

/** A network namespace as seen with tools of our own. */
export interface Namespace {
  devices: Device[]
  /** Towards the address asked about; null where there is no route. */
  route: { device: string; gateway: string } | null
  /** TCP; `address` is `*` for all. */
  listeners: { address: string; port: number }[]
  /** Whether packets between ports of one bridge pass the firewall. */
  bridged: boolean
  /** The filter table as `iptables-save` prints it. */
  firewall: string
}

export interface EndFacts {
  /** As a learner calls it, in backquotes. */
  label: string
  at: HopAt
  /** Why it cannot take part. */
  trouble?: string
  networkMode: string
  endpoints: Record<string, Endpoint>
  /** Driver by network, of those it is on. */
  drivers: Record<string, string>
  space?: Namespace
}

export interface RouteFacts {
  way: Way
  from: EndFacts
  to: EndFacts
  /** The address tried; absent where there is none. */
  address?: string
  /** What the resolver said, where a name was looked up. */
  lookup?: { addresses: string[]; detail: string }
  /** Namespaces of the hosts themselves, by host. */
  hosts: Record<string, Namespace>
}
