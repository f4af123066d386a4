/** The rules that a packet meets: where it starts, on the host between, and where it ends. */
import { deviceTowards, deviceWith } from './devices.ts'
import type { Device, Namespace, RouteFacts } from './facts.ts'
import { stoppedBy, type Packet, type Stop } from './firewall.ts'
import type { HopAt } from './path.ts'
import type { Stepped } from './stepped.ts'

interface Post {
  at: HopAt
  /** The sender's address as it is seen here, where a host on the way put its own in. */
  masked?: string
  space: Namespace | undefined
  chain: 'OUTPUT' | 'FORWARD' | 'INPUT'
  into: string
  out: string
}

export function firewallHops(facts: RouteFacts): Stepped[] {
  const { way, from, address } = facts
  const source = sourceOf(facts)
  if (way.protocol === 'name' || address === undefined || source === undefined) return []
  const packet = (post: Post): Packet => ({
    source: post.masked ?? source,
    destination: address,
    protocol: way.protocol === 'tcp' ? 'tcp' : 'icmp',
    ...(way.port === undefined ? {} : { port: way.port }),
    into: post.into,
    out: post.out,
  })
  const looked = posts(facts).filter(({ space }) => space !== undefined)
  for (const post of looked) {
    const stop = stoppedBy(post.space?.firewall ?? '', post.chain, packet(post))
    if (stop !== undefined) return [stopped(post, stop)]
  }
  if (looked.length === 0) return []
  const names = [...new Set(looked.map(({ at }) => `\`${at.name}\``))].join(', ')
  const detail = `no rule on ${names} stops it`
  const at = looked.find(({ chain }) => chain === 'FORWARD')?.at ?? from.at
  return [{ at, word: 'firewall', ok: true, detail, hint: '' }]
}

function stopped({ at, chain }: Post, stop: Stop): Stepped {
  const where = at.kind === 'host' ? `on \`${at.name}\`` : `in \`${at.name}\``
  return {
    at,
    word: 'firewall',
    ok: false,
    detail: `stopped ${where} by the rule \`${stop.rule}\``,
    hint: `A firewall rule ${where} stops it: look at \`iptables -S ${stop.chain || chain}\`.`,
  }
}

/** The address that the packet carries as its sender. */
function sourceOf({ from, address }: RouteFacts): string | undefined {
  const { space } = from
  const device = space?.devices.find(({ name }) => name === space.route?.device)
  return device?.addresses[0] ?? (address === '127.0.0.1' ? '127.0.0.1' : undefined)
}

function posts(facts: RouteFacts): Post[] {
  const { from, to, hosts, address } = facts
  const target = hosts[to.at.host]
  const isOwn = deviceWith(target, address) !== undefined
  const masked = maskOf(facts)
  const inward: Post = {
    at: to.at,
    ...(masked === undefined ? {} : { masked }),
    // A bare address need not be the host's own.
    space: to.at.kind === 'container' ? to.space : isOwn ? target : undefined,
    chain: 'INPUT',
    into: arrivesBy(facts),
    out: '',
  }
  const outward: Post = {
    at: from.at,
    space: from.at.kind === 'host' ? hosts[from.at.host] : from.space,
    chain: 'OUTPUT',
    into: '',
    out: from.space?.route?.device ?? '',
  }
  return [outward, ...across(facts), inward]
}

/** What leaves a host from one of its bridges carries the address of the host's card. */
function maskOf(facts: RouteFacts): string | undefined {
  const { from, to, hosts, address } = facts
  if (from.at.kind === 'host' || from.at.host === to.at.host || !bridgeOf(facts)) return undefined
  return deviceTowards(hosts[from.at.host], address)?.addresses[0]
}

function arrivesBy(facts: RouteFacts): string {
  const { from, to, hosts, address } = facts
  if (to.at.kind === 'container') return deviceWith(to.space, address)?.name ?? ''
  const isHere = from.at.host === to.at.host
  const device = isHere ? bridgeOf(facts) : deviceWith(hosts[to.at.host], address)
  return device?.name ?? ''
}

/** What the sender's host passes on: from one of its bridges to another, or to a wire. */
function across(facts: RouteFacts): Post[] {
  const { from, to, hosts, address } = facts
  const host = hosts[from.at.host]
  const isHere = from.at.host === to.at.host
  if (from.at.kind !== 'container' || (isHere && to.at.kind === 'host')) return []
  const leaves = bridgeOf(facts)?.name
  // Without a bridge of the host's between, as on macvlan or an overlay, the host passes nothing on.
  if (leaves === undefined && !isHere) return []
  const arrives = deviceTowards(host, address)?.name ?? ''
  if (isHere && leaves === arrives && host?.bridged !== true) return []
  const at: HopAt = { host: from.at.host, kind: 'host', name: from.at.host }
  return [{ at, space: host, chain: 'FORWARD', into: leaves ?? '', out: arrives }]
}

/** The host's device that the sender's packets come in by: the one that has their gateway's address. */
function bridgeOf({ from, to, hosts }: RouteFacts): Device | undefined {
  const shared = Object.keys(from.endpoints).filter((network) => network in to.endpoints)
  const networks = shared.length > 0 ? shared : Object.keys(from.endpoints)
  const gateways = networks.flatMap((network) => from.endpoints[network]?.gateway || [])
  return hosts[from.at.host]?.devices.find(({ addresses }) =>
    addresses.some((it) => gateways.includes(it)),
  )
}
