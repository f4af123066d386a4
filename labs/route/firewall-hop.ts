/** The rules that a packet meets: where it starts, on the host between, and where it ends. */
import type { EndFacts, Namespace, RouteFacts } from './facts.ts'
import { stoppedBy, type Packet, type Stop } from './firewall.ts'
import type { HopAt } from './path.ts'
import type { Stepped } from './stepped.ts'

interface Post {
  at: HopAt
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
    source,
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

function posts({ from, to, hosts, address }: RouteFacts): Post[] {
  const host = hosts[from.at.host]
  const hostAt: HopAt = { host: from.at.host, kind: 'host', name: from.at.host }
  const leaves = bridgeOf(from, to, host) ?? ''
  const arrives = deviceTowards(host, address)
  const between = { at: hostAt, space: host }
  const target = hosts[to.at.host]
  const isOwn = target?.devices.some(({ addresses }) => addresses.includes(address ?? ''))
  const inward: Post = {
    at: to.at,
    // A bare address need not be the host's own.
    space: to.at.kind === 'container' ? to.space : isOwn === true ? target : undefined,
    chain: 'INPUT',
    into: to.at.kind === 'host' ? leaves : deviceWith(to.space, address),
    out: '',
  }
  const outward: Post = {
    at: from.at,
    space: from.at.kind === 'host' ? host : from.space,
    chain: 'OUTPUT',
    into: '',
    out: from.space?.route?.device ?? '',
  }
  const passes =
    from.at.kind === 'container' &&
    to.at.kind === 'container' &&
    from.at.host === to.at.host &&
    (leaves !== arrives || host?.bridged === true)
  const across: Post[] = passes
    ? [{ ...between, chain: 'FORWARD', into: leaves, out: arrives }]
    : []
  return [outward, ...across, inward]
}

/** The host's device that the sender's packets come in by: the one that has their gateway's address. */
function bridgeOf(from: EndFacts, to: EndFacts, host: Namespace | undefined): string | undefined {
  const shared = Object.keys(from.endpoints).filter((network) => network in to.endpoints)
  const networks = shared.length > 0 ? shared : Object.keys(from.endpoints)
  const gateways = networks.map((network) => from.endpoints[network]?.gateway ?? '')
  return host?.devices.find(({ addresses }) => addresses.some((it) => gateways.includes(it)))?.name
}

/** The host's device in whose subnet an address is. */
function deviceTowards(host: Namespace | undefined, address: string | undefined): string {
  const prefix = (text: string) => text.split('.').slice(0, 2).join('.')
  const device = host?.devices.find(({ addresses }) =>
    addresses.some((own) => address !== undefined && prefix(own) === prefix(address)),
  )
  return device?.name ?? ''
}

function deviceWith(space: Namespace | undefined, address: string | undefined): string {
  const device = space?.devices.find(({ addresses }) => addresses.includes(address ?? ''))
  return device?.name ?? ''
}
