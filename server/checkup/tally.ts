/** Counts of tests, and how a report of vitest becomes one. */
import { z } from 'zod'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 }

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    nothing,
  )
}

/** `12 passed, 0 failed`, with the skipped only where there are any. */
export function words({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

/** A file that could not be loaded has no tests to count, and is a failure all the same. */
export function tallyOf(json: unknown): Tally {
  return sum(
    report.parse(json).testResults.map(({ status, assertionResults }) => {
      const count = (...states: string[]) =>
        assertionResults.filter((result) => states.includes(result.status)).length
      const failed = count('failed')
      const broken = status === 'failed' && failed === 0 ? 1 : 0
      return {
        passed: count('passed'),
        failed: failed + broken,
        skipped: count('pending', 'skipped', 'todo', 'disabled'),
      }
    }),
  )
}
