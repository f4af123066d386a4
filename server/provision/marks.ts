import type { Difference } from '../../labs/topology/compare.ts'
import { startLabel } from './state.ts'

/** Whether we made a thing in a host, so that it may be put right or removed. */
export function isOurs(thing: { labels: Record<string, string> }): boolean {
  return startLabel in thing.labels
}

/** "network lan: driver is macvlan, should be bridge". */
export function words(differences: Difference[]): string {
  return differences.map(({ reason }) => reason).join('; ')
}
