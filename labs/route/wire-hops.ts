/** Between hosts: the wire that joins them, and the rules on it for what carries an overlay. */
import { cards, onOneWire } from './devices.ts'
import type { Device, Namespace, RouteFacts } from './facts.ts'
import { stoppedBy } from './firewall.ts'
import type { HopAt } from './path.ts'
import type { Stepped } from './stepped.ts'

/** Docker's overlay driver wraps packets in VXLAN, as UDP to this port. */
const vxlan = 4789

interface Side {
  at: HopAt
  space: Namespace
}
interface Joined {
  here: Side & { card: Device }
  there: Side & { card: Device }
}

export function wireHops(facts: RouteFacts): Stepped[] {
  const sides = sidesOf(facts)
  if (sides === undefined) return []
  const joined = join(...sides)
  if ('word' in joined) return [joined]
  const { here, there } = joined
  const detail = `\`${here.at.name}\` and \`${there.at.name}\` are on one wire, with ${here.card.addresses[0] ?? ''} and ${there.card.addresses[0] ?? ''}`
  const wire: Stepped = { at: here.at, word: 'wire', ok: true, detail, hint: '' }
  return overlays(facts) ? [wire, carried(joined)] : [wire]
}

/** Undefined where the way does not leave its host, or a host could not be looked at. */
function sidesOf({ from, to, way, hosts }: RouteFacts): [Side, Side] | undefined {
  const side = (host: string): Side | undefined => {
    const space = hosts[host]
    return space && { at: { host, kind: 'host', name: host }, space }
  }
  // A bare address need not belong to the host that it is drawn on.
  const isNamed = to.at.kind === 'container' || way.to === to.at.host
  if (from.at.host === to.at.host || !isNamed) return undefined
  const [here, there] = [side(from.at.host), side(to.at.host)]
  return here && there && [here, there]
}

function join(here: Side, there: Side): Joined | Stepped {
  const live = (side: Side) => cards(side.space).filter(({ up }) => up)
  const off = [here, there].find((side) => live(side).length === 0)
  if (off !== undefined) {
    const detail = `\`${off.at.name}\` is on no wire: it has no card that is up`
    const hint = `\`${off.at.name}\` is cut off from the other hosts: look at \`ip addr\` there.`
    return { at: off.at, word: 'wire', ok: false, detail, hint }
  }
  for (const card of live(here)) {
    const other = live(there).find((one) => onOneWire(card, one))
    if (other) return { here: { ...here, card }, there: { ...there, card: other } }
  }
  const detail = `\`${here.at.name}\` and \`${there.at.name}\` have no wire in common`
  const hint = `${detail}: look at \`ip addr\` on both.`
  return { at: here.at, word: 'wire', ok: false, detail, hint }
}

/** Whether what is sent travels in packets of the hosts. */
function overlays({ from, to }: RouteFacts): boolean {
  const shared = Object.keys(from.endpoints).filter((network) => network in to.endpoints)
  return shared.some((network) => from.drivers[network] === 'overlay')
}

/** There and back: an answer has to arrive, too. */
function carried({ here, there }: Joined): Stepped {
  const ways = [
    { side: here, chain: 'OUTPUT' as const, other: there },
    { side: there, chain: 'INPUT' as const, other: here },
    { side: there, chain: 'OUTPUT' as const, other: here },
    { side: here, chain: 'INPUT' as const, other: there },
  ]
  for (const { side, chain, other } of ways) {
    const [sender, receiver] = chain === 'OUTPUT' ? [side, other] : [other, side]
    const stop = stoppedBy(side.space.firewall, chain, {
      source: sender.card.addresses[0] ?? '',
      destination: receiver.card.addresses[0] ?? '',
      protocol: 'udp',
      port: vxlan,
      into: chain === 'INPUT' ? side.card.name : '',
      out: chain === 'OUTPUT' ? side.card.name : '',
    })
    if (stop === undefined) continue
    const name = `\`${side.at.name}\``
    return {
      at: side.at,
      word: 'firewall',
      ok: false,
      detail: `stopped on ${name} by the rule \`${stop.rule}\`: an overlay travels between hosts as UDP to port ${vxlan}`,
      hint: `A firewall rule on ${name} stops what carries the overlay: look at \`iptables -S ${stop.chain}\`.`,
    }
  }
  const detail = `no rule stops the overlay, which travels as UDP to port ${vxlan}`
  return { at: here.at, word: 'firewall', ok: true, detail, hint: '' }
}
