/** What of a record a learner may see: the raw answers behind an open question stay with the grader. */
import type { Outcome } from '../../labs/define.ts'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Entry } from '../protocol.ts'

export interface LearnerEyes {
  entry(entry: Entry): Entry
  outcome(check: string, outcome: Outcome): Outcome
}

export function learnerEyes(lab: CompiledLab): LearnerEyes {
  const questions = new Set(
    lab.steps.flatMap((step) => step.checks.filter((check) => check.ask).map(({ id }) => id)),
  )
  const outcome = (check: string, seen: Outcome): Outcome =>
    questions.has(check) && seen.verdict !== 'pass' ? { ...seen, evidence: [] } : seen
  return {
    outcome,
    entry(entry) {
      const { body } = entry
      if (body.type !== 'outcome') return entry
      return { ...entry, body: { ...body, outcome: outcome(body.check, body.outcome) } }
    },
  }
}
