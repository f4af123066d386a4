/** Whether some check sees that something is broken. */
import type { Outcome } from '../../labs/define.ts'
import type { CompiledCheck } from '../../labs/format/compiled.ts'
import type { Asker } from './ask.ts'
import { atOnce, look } from './look.ts'
import { until } from './until.ts'

/** What is broken may take a moment to show. */
const SHOWS_MS = 2_500
/** These answer from what the engine lists, at once; the others try something, which may have to time out. */
const quick = ['state', 'inspect', 'file', 'volume', 'mount', 'backup']

export interface Notice {
  check: string
  outcome: Outcome
}

export async function notice(
  checks: readonly CompiledCheck[],
  asker: Asker,
  signal: AbortSignal,
): Promise<Notice | undefined> {
  const groups = [
    checks.filter(({ kind }) => quick.includes(kind)),
    checks.filter(({ kind }) => !quick.includes(kind)),
  ]
  const once = async (): Promise<Notice | undefined> => {
    for (const group of groups) {
      const looked = await look(group.map(atOnce), asker, signal)
      const failed = looked.find(({ outcome }) => outcome.verdict === 'fail')
      if (failed !== undefined) return { check: failed.check.id, outcome: failed.outcome }
    }
    return undefined
  }
  return until(once, (seen) => seen !== undefined, SHOWS_MS, signal)
}

/** Resolves to what does not pass again in time; empty when all does. */
export async function stillBroken(
  checks: readonly CompiledCheck[],
  asker: Asker,
  signal: AbortSignal,
  ms: number,
): Promise<string[]> {
  const failing = async () => {
    const looked = await look(checks.map(atOnce), asker, signal)
    return looked.filter(({ outcome }) => outcome.verdict !== 'pass').map(({ check }) => check.id)
  }
  return until(failing, (ids) => ids.length === 0, ms, signal)
}
