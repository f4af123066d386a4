/** JUnit XML, as continuous integration and learning systems read it: a suite a step, a case a check. */
import { create } from 'xmlbuilder2'
import type { Outcome } from '../../../labs/define.ts'
import type { CheckView, RunRecord, StepView } from '../../protocol.ts'
import { standing, type Standing } from './standing.ts'
import { iso } from './times.ts'

type Element = ReturnType<ReturnType<typeof create>['ele']>

export function recordJunit(record: RunRecord): string {
  const { row, lab } = record
  const now = standing(record.entries)
  // What a terminal printed may hold characters that XML cannot.
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' })
  const root = document.ele('testsuites', {
    name: `${lab.title} (${row.learner})`,
    ...totals(
      lab.steps.flatMap((step) => step.checks),
      now,
    ),
  })
  for (const step of lab.steps) addStep(root, step, record, now)
  return document.end({ prettyPrint: true })
}

function addStep(root: Element, step: StepView, record: RunRecord, now: Standing): void {
  const { row, lab } = record
  const suite = root.ele('testsuite', {
    id: step.id,
    name: step.title,
    timestamp: iso(row.startedAt).slice(0, 19),
    hostname: 'slipway',
    ...totals(step.checks, now),
  })
  const properties = suite.ele('properties')
  const facts = {
    run: row.run,
    learner: row.learner,
    lab: lab.id,
    digest: lab.digest,
    intact: String(record.intact),
    passed: iso(now.passed.get(step.id)),
    'caught-up': String(now.caughtUp.has(step.id)),
  }
  for (const [name, value] of Object.entries(facts)) properties.ele('property', { name, value })
  for (const check of step.checks) addCheck(suite, step, check, now.outcomes.get(check.id))
}

function addCheck(suite: Element, step: StepView, check: CheckView, outcome?: Outcome): void {
  const time = seconds(outcome?.ms ?? 0)
  const test = suite.ele('testcase', { name: check.describe, classname: step.id, time })
  if (outcome === undefined) {
    test.ele('skipped', { message: 'This check was never asked.' })
    return
  }
  const words = `expected: ${outcome.expected}\nfound: ${outcome.found}`
  const { sentence } = outcome
  if (outcome.verdict === 'fail') {
    test.ele('failure', { message: sentence, type: check.kind }).txt(words)
  }
  if (outcome.verdict === 'inconclusive') {
    test.ele('error', { message: sentence, type: check.kind }).txt(words)
  }
  if (outcome.verdict === 'skipped') test.ele('skipped', { message: sentence })
  const asked = outcome.evidence.map(({ question, answer }) => `$ ${question}\n${answer}`)
  if (asked.length > 0) test.ele('system-out').txt(asked.join('\n\n'))
}

/** The counts that the format wants on a suite and on the whole. */
function totals(checks: readonly CheckView[], now: Standing): Record<string, string> {
  const outcomes = checks.map((check) => now.outcomes.get(check.id))
  const count = (verdict: Outcome['verdict'] | undefined) =>
    outcomes.filter((outcome) => outcome?.verdict === verdict).length
  const ms = outcomes.reduce((sum, outcome) => sum + (outcome?.ms ?? 0), 0)
  return {
    tests: String(checks.length),
    failures: String(count('fail')),
    errors: String(count('inconclusive')),
    skipped: String(count('skipped') + count(undefined)),
    time: seconds(ms),
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
