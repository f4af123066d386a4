/** Facts → hops: from the sender's side to the listener, until the first that is broken. Pure. */
import { nameHop } from './name-hop.ts'
import { firewallHops } from './firewall-hop.ts'
import { listenerHop } from './listener-hop.ts'
import { addressHop, networkHop, routeHop } from './network-hops.ts'
import { wireHops } from './wire-hops.ts'
import type { EndFacts, RouteFacts } from './facts.ts'
import type { Hop, HopWord } from './path.ts'
import type { Stepped } from './stepped.ts'

export interface Walked {
  hops: Hop[]
  hint: string
}

type Look = (facts: RouteFacts) => Stepped[]

const looks: readonly Look[] = [
  ({ from }) => [endHop('sender', from)],
  ({ to }) => [endHop('receiver', to)],
  nameHop,
  addressHop,
  networkHop,
  wireHops,
  routeHop,
  firewallHops,
  listenerHop,
]

export function walk(facts: RouteFacts): Walked {
  const hops: Hop[] = []
  for (const look of looks) {
    for (const { hint, ...hop } of look(facts)) {
      hops.push(hop)
      if (!hop.ok) return { hops, hint }
    }
  }
  return { hops, hint: '' }
}

function endHop(word: HopWord, { at, label, trouble }: EndFacts): Stepped {
  if (trouble === undefined) return { at, word, ok: true, detail: `${label} runs`, hint: '' }
  const isThere = !trouble.startsWith('there is no')
  const hint = isThere ? 'Look at how it ended with `docker ps -a` and `docker logs`.' : ''
  return { at, word, ok: false, detail: trouble, hint }
}
