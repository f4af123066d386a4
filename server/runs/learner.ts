/** What of a record a learner may see: the raw answers behind an open question stay with the grader. */
import type { Outcome } from '../../labs/define.ts'
import type { Entry } from '../protocol.ts'

export interface LearnerEyes {
  entry(entry: Entry): Entry
  outcome(check: string, outcome: Outcome): Outcome
}

interface Questions {
  steps: readonly { checks: readonly { id: string; ask?: string }[] }[]
}

/** @param lab asked each time, because a try goes on with another text */
export function learnerEyes(lab: () => Questions): LearnerEyes {
  const isQuestion = (check: string) =>
    lab().steps.some((step) => step.checks.some(({ id, ask }) => id === check && ask))
  const outcome = (check: string, seen: Outcome): Outcome =>
    isQuestion(check) && seen.verdict !== 'pass' ? { ...seen, evidence: [] } : hinted(seen)
  return {
    outcome,
    entry(entry) {
      const { body } = entry
      if (body.type !== 'outcome') return entry
      return { ...entry, body: { ...body, outcome: outcome(body.check, body.outcome) } }
    },
  }
}

/** A learner sees where the way is broken, and finds out by looking what is wrong there. */
function hinted(seen: Outcome): Outcome {
  const { path, evidence } = seen
  if (path === undefined) return seen
  const own = evidence.slice(0, Math.max(0, evidence.length - path.asked))
  const hops = path.hops.filter(({ ok }) => !ok).map((hop) => ({ ...hop, detail: '' }))
  return { ...seen, evidence: own, path: { hops, hint: path.hint, asked: 0 } }
}
