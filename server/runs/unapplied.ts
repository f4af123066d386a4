/** What a running host cannot be brought to: it was put in place before its engine first started. */
import { isDeepStrictEqual } from 'node:util'
import type { Wanted, WantedHost } from '../../labs/format/compiled.ts'
import type { PlanStep } from '../protocol.ts'

const atStart: { key: keyof WantedHost; words: string }[] = [
  { key: 'daemon', words: 'its daemon settings' },
  { key: 'files', words: 'its files' },
  { key: 'wires', words: 'its wires' },
]

/** One `host.keep` for every host that stays as it is in some part, with what to do about it. */
export function notInPlace(before: Wanted, after: Wanted): PlanStep[] {
  return Object.entries(after.hosts).flatMap(([host, wanted]) => {
    const is = before.hosts[host]
    if (is === undefined) return []
    const changed = atStart.filter(({ key }) => !isDeepStrictEqual(is[key], wanted[key]))
    if (changed.length === 0) return []
    const what = changed.map(({ words }) => words).join(', ')
    const reason = `${what} changed: start the try again to see that`
    return [{ host, action: 'host.keep', target: host, reason }]
  })
}
