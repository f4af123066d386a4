/** The way from one end to another, hop by hop, as far as it leads. */

/** Where on the drawing a hop is. */
export interface HopAt {
  host: string
  kind: 'host' | 'container' | 'network'
  /** The host's own name for kind `host`. */
  name: string
}

export type HopWord =
  | 'sender'
  | 'receiver'
  | 'name'
  | 'address'
  | 'network'
  | 'wire'
  | 'route'
  | 'firewall'
  | 'listener'

export interface Hop {
  at: HopAt
  word: HopWord
  ok: boolean
  detail: string
}

export interface Path {
  /** In order; nothing was looked at behind the first that is broken. */
  hops: Hop[]
  /** One sentence for the learner: where to look. Empty where nothing broken was found. */
  hint: string
  /** How many of the outcome's last pieces of evidence were asked for this alone. */
  asked: number
}

/** What was tried and did not come through. Names are those of a lab's text. */
export interface Way {
  from: string
  to: string
  protocol: 'icmp' | 'tcp' | 'name'
  port?: number
  /** What was looked up, for `name`. */
  name?: string
}

export function brokenHop({ hops }: Path): Hop | undefined {
  return hops.find(({ ok }) => !ok)
}
