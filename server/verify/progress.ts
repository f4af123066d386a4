/** What a record says about a run's progress: a pure fold, so that a grade can be derived again. */
import type { Ran } from '../../labs/questions.ts'
import type { CompiledStep } from '../../labs/format/compiled.ts'
import type { EntryBody } from '../protocol.ts'

/** How many commands of a host are remembered, less one. */
const KEPT = 499

export interface Progress {
  /** Step ids, in the order of passing, with the time; those that were caught up are among them. */
  passed: Map<string, number>
  /** Recorded failures that the learner caused by asking or answering, by step. */
  failures: Map<string, number>
  /** Numbers of the hints taken, by step. */
  hints: Map<string, Set<number>>
  /** Last answer, by check id. */
  answers: Map<string, string>
  /** What ended in the terminals of a host, by host; the last of it. */
  commands: Map<string, Ran[]>
}

export function noProgress(): Progress {
  return {
    passed: new Map(),
    failures: new Map(),
    hints: new Map(),
    answers: new Map(),
    commands: new Map(),
  }
}

type Fold = {
  [Type in EntryBody['type']]?: (
    progress: Progress,
    body: Extract<EntryBody, { type: Type }>,
    at: number,
  ) => void
}

const folds: Fold = {
  passed: (progress, { step }, at) => void progress.passed.set(step, at),
  'caught-up': (progress, { step }, at) => void progress.passed.set(step, at),
  outcome: (progress, { step, outcome, trigger }) => {
    if (outcome.verdict !== 'fail' || (trigger !== 'button' && trigger !== 'answer')) return
    progress.failures.set(step, (progress.failures.get(step) ?? 0) + 1)
  },
  hint: (progress, { step, hint }) => {
    const taken = progress.hints.get(step) ?? new Set<number>()
    progress.hints.set(step, taken.add(hint))
  },
  answer: (progress, { check, text }) => void progress.answers.set(check, text),
  command: (progress, { host, text, exit }, at) => {
    const known = progress.commands.get(host) ?? []
    progress.commands.set(host, [...known.slice(-KEPT), { text, exit, at }])
  },
}

/** Changes `progress` by one entry of the record. */
export function advance(progress: Progress, body: EntryBody, at: number): void {
  const fold = folds[body.type] as
    ((progress: Progress, body: EntryBody, at: number) => void) | undefined
  fold?.(progress, body, at)
}

/** The first step not passed yet; undefined when all are. */
export function currentStep(
  steps: readonly CompiledStep[],
  progress: Progress,
): CompiledStep | undefined {
  return steps.find((step) => !progress.passed.has(step.id))
}
