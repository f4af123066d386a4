/** Counts of tests, and how a report of vitest becomes one. */
import { z } from 'zod'

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** The tests that failed, with why: a line each, so that the end of a long log says it all. */
  failures: readonly string[]
  /** What failed and then passed when asked once more, alone or with its file: counted as passed, and told all the same. */
  secondTries: readonly string[]
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, failures: [], secondTries: [] }

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
      failures: [...all.failures, ...one.failures],
      secondTries: [...all.secondTries, ...one.secondTries],
    }),
    nothing,
  )
}

/** `12 passed, 0 failed`, with the skipped and the second tries only where there are any. */
export function words({ passed, failed, skipped, secondTries }: Tally): string {
  const more = [
    skipped > 0 && `${skipped} skipped`,
    secondTries.length > 0 && `${secondTries.length} on a second try`,
  ].filter(Boolean)
  return [`${passed} passed, ${failed} failed`, ...more].join(', ')
}

const result = z.object({
  status: z.string(),
  fullName: z.string().default(''),
  failureMessages: z.array(z.string()).nullish(),
})

const report = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      name: z.string().default(''),
      message: z.string().default(''),
      assertionResults: z.array(result),
    }),
  ),
})

interface FileTally {
  path: string
  tally: Tally
}

/** A file that could not be loaded, or whose set-up failed, has no failed test to count and is a failure all the same. */
const filesOf = (json: unknown): FileTally[] =>
  report.parse(json).testResults.map(({ status, name, message, assertionResults }) => {
    const count = (...states: string[]) =>
      assertionResults.filter((result) => states.includes(result.status)).length
    const complaints = (wanted: string, mustSay = false) =>
      assertionResults
        .filter(({ status: state }) => state === wanted)
        .filter(({ failureMessages }) => !mustSay || failureMessages?.[0])
        .map(({ fullName, failureMessages }) => line(name, fullName, failureMessages?.[0] ?? ''))
    const failures = complaints('failed')
    if (status === 'failed' && failures.length === 0) failures.push(line(name, '', message))
    const tally = {
      passed: count('passed'),
      failed: failures.length,
      skipped: count('pending', 'skipped', 'todo', 'disabled'),
      failures,
      secondTries: complaints('passed', true),
    }
    return { path: name, tally }
  })

/** Paths of the files in which something failed. */
export const failedFiles = (json: unknown): string[] =>
  filesOf(json).flatMap(({ path, tally }) => (tally.failed > 0 ? [path] : []))

/** `again`: the report of the files that failed, run once more; what it says of them counts. */
export function tallyOf(json: unknown, again?: unknown): Tally {
  const seconds = again === undefined ? [] : filesOf(again)
  return sum(
    filesOf(json).map(({ path, tally }) => {
      const second = seconds.find((one) => one.path === path)?.tally
      if (second === undefined) return tally
      return second.failed > 0
        ? second
        : { ...second, secondTries: [...tally.failures, ...second.secondTries] }
    }),
  )
}

/** The last two parts of a file's path are enough to find it. */
function line(path: string, test: string, reason: string): string {
  const place = [path.split('/').slice(-2).join('/'), test].filter(Boolean).join(' > ')
  const [first = ''] = reason.trim().split('\n')
  return first ? `${place}: ${first}` : place
}
