import { describe, expect, it } from 'vitest'
import { nothing, sum, tallyOf, words } from '../../../server/checkup/tally.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

describe('tallyOf', () => {
  it('counts over all files', () => {
    const json = {
      testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')],
    }
    expect(tallyOf(json)).toEqual({ passed: 2, failed: 1, skipped: 1 })
  })

  it('takes a file that could not be loaded for a failure', () => {
    expect(tallyOf({ testResults: [file('failed')] })).toEqual({ ...nothing, failed: 1 })
  })

  it('refuses what is no report', () => {
    expect(() => tallyOf({ numPassedTests: 3 })).toThrow()
  })
})

describe('words', () => {
  it('leaves out what was not skipped', () => {
    expect(words({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed')
    expect(words(sum([{ passed: 1, failed: 2, skipped: 3 }, nothing]))).toBe(
      '1 passed, 2 failed, 3 skipped',
    )
  })
})
