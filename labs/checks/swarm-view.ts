/** The swarm as one of its managers sees it. */
import { ProbeError, type Probe } from '../define.ts'
import type { SwarmState } from '../topology/swarm-state.ts'

export interface SwarmView {
  /** The host that was asked. */
  host: string
  swarm: SwarmState
}

/**
 * Asks one host, or each in turn until one is a manager. A host that does not answer leaves the question to the next.
 * @throws ProbeError where none answers
 */
export async function swarmSeenBy(
  host: string | undefined,
  probe: Probe,
): Promise<SwarmView | undefined> {
  let silent: ProbeError | undefined
  let answered = false
  for (const one of host === undefined ? probe.hosts : [host]) {
    try {
      const { swarm } = await probe.observe(one)
      answered = true
      if (swarm?.role === 'manager' && swarm.state === 'active') return { host: one, swarm }
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      silent = error
    }
  }
  if (!answered && silent !== undefined) throw silent
  return undefined
}

export function noManager(host: string | undefined): string {
  return host === undefined
    ? 'no host is a manager of a swarm'
    : `\`${host}\` is no manager of a swarm`
}

export function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}
