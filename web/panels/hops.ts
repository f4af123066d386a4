/** The hops of a way in words, and where on the map the broken one is. Pure. */
import type { Outcome } from '../../labs/define.ts'
import { brokenHop, type HopAt, type HopWord } from '../../labs/route/path.ts'

export const hopWords: Record<HopWord, string> = {
  sender: 'Who sends',
  receiver: 'Who is reached',
  name: 'Name',
  address: 'Address',
  network: 'Network',
  wire: 'Wire',
  route: 'Route',
  firewall: 'Firewall',
  listener: 'Listener',
}

export interface BrokenMark {
  /** Of the thing on the map. */
  id: string
  words: string
}

/** Where the first of these outcomes that failed on a way broke; null where none did. */
export function brokenOn(outcomes: readonly (Outcome | null)[]): BrokenMark | null {
  for (const outcome of outcomes) {
    if (outcome?.verdict !== 'fail' || outcome.path === undefined) continue
    const hop = brokenHop(outcome.path)
    if (hop !== undefined)
      return { id: markedId(hop.at), words: `${hopWords[hop.word]}: ${plain(outcome)}` }
  }
  return null
}

function plain({ path, sentence }: Outcome): string {
  return (path?.hint || sentence).replaceAll('`', '')
}

function markedId({ host, kind, name }: HopAt): string {
  return kind === 'host' ? host : `${host}/${kind}:${name}`
}
