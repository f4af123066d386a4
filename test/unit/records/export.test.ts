import { create } from 'xmlbuilder2'
import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../labs/define.ts'
import type { Entry, EntryBody, RunRecord, RunRow } from '../../../server/protocol.ts'
import { recordCsv, rowsCsv } from '../../../server/records/export/csv.ts'
import { recordJunit } from '../../../server/records/export/junit.ts'
import { labView } from '../../support/lab-view.ts'

const row: RunRow = {
  run: 'r1',
  lab: 'default-bridge',
  title: 'The default bridge',
  learner: '=HYPERLINK("http://evil.example")',
  status: 'ended',
  reason: 'learner',
  startedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  endedAt: Date.UTC(2026, 0, 2, 3, 34, 5),
  passed: 1,
  steps: 2,
  hints: 0,
  caughtUp: 0,
  failures: 1,
}

const outcome = (step: string, check: string, over: Partial<Outcome>): EntryBody => {
  const said = {
    expected: 'reachable',
    found: 'no\u0000 answer\u001b[0m <&>',
    sentence: 'db cannot reach "web"',
  }
  const evidence = [{ question: 'ping -c 1 web', answer: 'a]]>b \ud800', ms: 1 }]
  const base: Outcome = { verdict: 'pass', ...said, evidence, ms: 1_500 }
  return { type: 'outcome', step, check, trigger: 'button', outcome: { ...base, ...over } }
}

const record = (...bodies: EntryBody[]): RunRecord => ({
  row,
  lab: labView(),
  entries: bodies.map((body, index): Entry => ({
    seq: index + 1,
    at: row.startedAt,
    body,
    hash: 'h',
  })),
  intact: true,
  casts: [],
})

describe('CSV', () => {
  it('has a line a run, and no formula', () => {
    const [header, line, ...rest] = rowsCsv([row]).trimEnd().split('\r\n')
    expect(header).toMatch(/^\ufeffrun,lab,title,learner,status,/)
    expect(line).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
    expect(line).toContain('2026-01-02T03:04:05.000Z,2026-01-02T03:34:05.000Z,30.0,1,0,2,0,1')
    expect(rest).toEqual([])
  })

  it('has a line an entry, with what was expected and found', () => {
    const answer: EntryBody = { type: 'answer', step: 'look', check: 'look.1', text: '@SUM(1)' }
    const text = recordCsv(record(outcome('create', 'create.1', { verdict: 'fail' }), answer))
    expect(text).toContain('outcome,create,create.1,fail,button,reachable,')
    expect(text).toContain('answer,look,look.1,')
  })
})

describe('JUnit', () => {
  const parse = (text: string) => create(text).end({ format: 'object' })

  it('has a suite a step and a case a check, and is XML whatever a terminal printed', () => {
    const text = recordJunit(
      record(
        outcome('create', 'create.1', { verdict: 'fail' }),
        outcome('create', 'create.2', { verdict: 'inconclusive' }),
      ),
    )
    expect(parse(text)).toMatchObject({
      testsuites: { '@tests': '3', '@failures': '1', '@errors': '1', '@skipped': '1' },
    })
    expect(text).toContain('<failure message="db cannot reach &quot;web&quot;" type="ping">')
    expect(text).toContain('found: no answer[0m &lt;&amp;&gt;')
    expect(text).not.toMatch(/[\u0000\u001b\ud800]/)
    expect(text.match(/<testsuite /g)).toHaveLength(2)
    expect(text.match(/<testcase /g)).toHaveLength(3)
  })

  it('counts a step that was passed as passed, whatever was so afterwards', () => {
    const text = recordJunit(
      record(
        outcome('look', 'look.1', { verdict: 'fail' }),
        outcome('look', 'look.1', { verdict: 'pass' }),
        { type: 'passed', step: 'look' },
        outcome('look', 'look.1', { verdict: 'fail' }),
      ),
    )
    expect(parse(text)).toMatchObject({ testsuites: { '@failures': '0', '@skipped': '2' } })
  })
})
