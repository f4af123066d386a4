/** Addresses, networks in common, and the route between them. */
import type { EndFacts, RouteFacts } from './facts.ts'
import type { HopAt } from './path.ts'
import type { Stepped } from './stepped.ts'

/** Both sides need an interface with an address. A host has its own. */
export function addressHop({ from, to, address }: RouteFacts): Stepped[] {
  return [
    addressOf(from, from.at.kind === 'host' || hasDevice(from), 'an interface'),
    addressOf(to, address !== undefined, `the address ${address ?? ''}`),
  ]
}

function addressOf(end: EndFacts, ok: boolean, what: string): Stepped {
  const none = end.networkMode === 'none'
  const why = none
    ? `${end.label} is on the network none: it has no interface but loopback`
    : `${end.label} is on no network`
  const hint = none
    ? `${end.label} has no interface but loopback: look at its network mode.`
    : `Look at the networks of ${end.label} with \`docker inspect\`.`
  return {
    at: end.at,
    word: 'address',
    ok,
    detail: ok ? `${end.label} has ${what}` : why,
    hint: ok ? '' : hint,
  }
}

function hasDevice({ space, endpoints }: EndFacts): boolean {
  const own = space?.devices.filter(({ name, addresses }) => name !== 'lo' && addresses.length > 0)
  return own === undefined ? Object.keys(endpoints).length > 0 : own.length > 0
}

/** Two containers meet on a network; a host meets the containers on its own bridges. */
export function networkHop(facts: RouteFacts): Stepped[] {
  const { from, to } = facts
  if (from.at.kind === 'host' || to.at.kind === 'host') return []
  const [one, other] = [Object.keys(from.endpoints).sort(), Object.keys(to.endpoints).sort()]
  // Who has the network stack of somebody else has no endpoints of his own.
  if (one.length === 0 || other.length === 0) return []
  const shared = one.filter((network) => other.includes(network) && spans(facts, network))
  const [first] = shared
  if (first !== undefined) {
    const driver = from.drivers[first] ?? 'bridge'
    const detail = `both are on ${first} (${driver})`
    return [{ at: networkAt(from, first), word: 'network', ok: true, detail, hint: '' }]
  }
  const apart = from.at.host !== to.at.host
  const where = `${from.label} is on ${one.join(', ')}, ${to.label} on ${other.join(', ')}`
  const detail = apart ? `no network spans both hosts: ${where}` : `no network in common: ${where}`
  const hint = apart
    ? 'Only an overlay network spans hosts: look at which networks each of the two is on.'
    : 'Docker keeps networks apart: compare those of the two with `docker inspect`.'
  return [{ at: networkAt(to, other[0] ?? ''), word: 'network', ok: false, detail, hint }]
}

/** A network of one host ends at its border, unless its driver goes beyond. */
function spans({ from, to }: RouteFacts, network: string): boolean {
  return from.at.host === to.at.host || from.drivers[network] !== 'bridge'
}

function networkAt({ at }: EndFacts, name: string): HopAt {
  return { host: at.host, kind: 'network', name }
}

export function routeHop({ from, address }: RouteFacts): Stepped[] {
  const { space } = from
  if (space === undefined || address === undefined) return []
  const base = { at: from.at, word: 'route' as const }
  if (space.route === null) {
    const detail = `${from.label} has no route to ${address}`
    const hint = `${detail}: look at \`ip route\` there, and at the networks it is on.`
    return [{ ...base, ok: false, detail, hint }]
  }
  const { device, gateway } = space.route
  const down = space.devices.find(({ name, up }) => name === device && !up)
  if (down !== undefined) {
    const detail = `${address} is reached by ${device}, which is down`
    return [
      { ...base, ok: false, detail, hint: `In ${from.label} the interface ${device} is down.` },
    ]
  }
  const by = gateway === '' ? `${device}, directly` : `${device} and the gateway ${gateway}`
  return [{ ...base, ok: true, detail: `${address} is reached by ${by}`, hint: '' }]
}
