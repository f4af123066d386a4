import { describe, expect, it } from 'vitest'
import { failedFiles, nothing, sum, tallyOf, words } from '../../../server/checkup/tally.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
})

describe('tallyOf', () => {
  it('counts over all files', () => {
    const json = {
      testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')],
    }
    expect(tallyOf(json)).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
  })

  it('names what failed, with the first line of the reason', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a run starts', failureMessages: [] },
      { status: 'failed', fullName: 'a run ends', failureMessages: ['Error: late\n    at x.ts:1'] },
    ]
    const json = {
      testResults: [
        { status: 'failed', name: '/home/me/test/docker/run.test.ts', assertionResults },
      ],
    }
    expect(tallyOf(json).failures).toEqual(['docker/run.test.ts > a run ends: Error: late'])
  })

  it('takes what a file says on a second try, and names what it said first', () => {
    const about = (name: string, status: string, ...failureMessages: string[]) => ({
      status,
      name,
      assertionResults: [{ status, fullName: 'a map rests', failureMessages }],
    })
    const first = {
      testResults: [
        about('/a/b/c.test.ts', 'failed', 'Error: moving'),
        about('/a/b/d.test.ts', 'failed', 'Error: one'),
        about('/a/b/e.test.ts', 'passed', 'Error: late'),
      ],
    }
    const again = {
      testResults: [
        about('/a/b/c.test.ts', 'passed'),
        about('/a/b/d.test.ts', 'failed', 'Error: two'),
      ],
    }
    expect(failedFiles(first)).toEqual(['/a/b/c.test.ts', '/a/b/d.test.ts'])
    const tally = tallyOf(first, again)
    expect(tally.secondTries).toEqual([
      'b/c.test.ts > a map rests: Error: moving',
      'b/e.test.ts > a map rests: Error: late',
    ])
    expect(tally.failures).toEqual(['b/d.test.ts > a map rests: Error: two'])
    expect(words(tally)).toBe('2 passed, 1 failed, 2 on a second try')
  })

  it('takes a file that could not be loaded for a failure', () => {
    const broken = { ...file('failed'), name: '/test/unit/x.test.ts', message: 'no such module' }
    expect(tallyOf({ testResults: [broken] })).toEqual({
      ...nothing,
      failed: 1,
      failures: ['unit/x.test.ts: no such module'],
    })
  })

  it('refuses what is no report', () => {
    expect(() => tallyOf({ numPassedTests: 3 })).toThrow()
  })
})

describe('words', () => {
  it('leaves out what was not skipped', () => {
    expect(words({ ...nothing, passed: 3 })).toBe('3 passed, 0 failed')
    expect(words(sum([{ ...nothing, passed: 1, failed: 2, skipped: 3 }, nothing]))).toBe(
      '1 passed, 2 failed, 3 skipped',
    )
  })
})
