/** Whether the name leads to the other side, and why it may not. */
import type { EndFacts, RouteFacts } from './facts.ts'
import type { Stepped } from './stepped.ts'

export function nameHop({ way, from, to, address, lookup }: RouteFacts): Stepped[] {
  if (way.protocol !== 'name' || lookup === undefined) return []
  const name = way.name ?? ''
  const [first] = lookup.addresses
  const ok = first !== undefined && (first === address || lookup.addresses.includes(address ?? ''))
  const base = { at: from.at, word: 'name' as const }
  if (ok) return [{ ...base, ok, detail: `\`${name}\` is ${first}`, hint: '' }]
  if (first !== undefined) {
    const detail = `\`${name}\` is ${lookup.addresses.join(', ')}, and ${to.label} has ${address ?? 'no address'}`
    const hint = `The name \`${name}\` leads to somebody else: look at the names and aliases of the containers on this network.`
    return [{ ...base, ok, detail, hint }]
  }
  const { detail, hint } = unknown(name, from, to, lookup.detail)
  return [{ ...base, ok, detail, hint }]
}

function unknown(name: string, from: EndFacts, to: EndFacts, said: string) {
  const shared = Object.keys(from.endpoints).filter((network) => network in to.endpoints)
  const named = shared.filter((network) => network !== 'bridge')
  const says = `nobody knows \`${name}\` in ${from.label} (${said})`
  if (shared.length === 0) {
    const on = (end: EndFacts) => Object.keys(end.endpoints).sort().join(', ') || 'no network'
    return {
      detail: `${says}: ${from.label} is on ${on(from)}, ${to.label} on ${on(to)}`,
      hint: `Names are known within a network only, and ${from.label} and ${to.label} have none in common: compare them with \`docker inspect\`.`,
    }
  }
  if (named.length === 0) {
    return {
      detail: `${says}: the default bridge has no names`,
      hint: 'On the default bridge containers have addresses and no names; only a network of your own knows names.',
    }
  }
  const known = namesOf(to, named)
  return {
    detail: `${says}: on ${named.join(', ')} ${to.label} is called ${known.join(', ')}`,
    hint: `Nobody is called \`${name}\` on ${named.join(', ')}: look at the container’s name and its aliases there.`,
  }
}

function namesOf(end: EndFacts, networks: readonly string[]): string[] {
  const aliases = networks.flatMap((network) => end.endpoints[network]?.aliases ?? [])
  return [...new Set([end.at.name, ...aliases])]
}
