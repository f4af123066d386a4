import type { HostState } from '../../../labs/topology/state.ts'

/** A look serves whoever asks within this time of its start. */
const freshMs = 300
/** Probes of one round are made in one go; a look that the first of them began serves the others. */
const sameRoundMs = 10

interface Look {
  at: number
  state: Promise<HostState>
}

/**
 * Lets ten checks of a round share one look at a host. A look that began before a probe was made is not
 * shared with it: what made somebody ask may have happened in between.
 */
export class Looks {
  private readonly look: (host: string) => Promise<HostState>
  private readonly latest = new Map<string, Look>()

  constructor(look: (host: string) => Promise<HostState>) {
    this.look = look
  }

  /** @param since when the asking probe was made, by `performance.now()` */
  at(host: string, since: number): Promise<HostState> {
    const now = performance.now()
    const known = this.latest.get(host)
    if (known && known.at >= since - sameRoundMs && now - known.at <= freshMs) return known.state
    const state = this.look(host)
    this.latest.set(host, { at: now, state })
    return state
  }
}
