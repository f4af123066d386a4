/** What the steps look like to the learner, derived from the state of the run. */
import type { Outcome } from '../../labs/define.ts'
import type { CheckView, StepView } from '../../server/protocol.ts'
import type { Status } from '../ui/status.ts'
import { hintsOf, type HintProgress } from './hints.ts'
import type { RunState } from './reduce.ts'

export interface CheckProgress {
  view: CheckView
  outcome: Outcome | null
  status: Status
  asking: boolean
  answer: string | undefined
}

export interface StepProgress {
  view: StepView
  number: number
  state: 'waiting' | 'current' | 'failed' | 'passed'
  passedAt: number | undefined
  /** It was carried out for the learner. */
  caughtUp: boolean
  /** Whether a passed step is so now; null where nothing tells. */
  stillTrue: boolean | null
  checks: CheckProgress[]
  hints: HintProgress[]
}

/** Steps are sequential: the current one is the first not yet passed. */
export function stepsOf(state: RunState): StepProgress[] {
  const steps = state.run?.lab.steps ?? []
  const current = steps.find((step) => state.passedAt[step.id] === undefined)
  return steps.map((view, index) => stepOf(state, view, index + 1, view === current))
}

export function passedCount(state: RunState): number {
  return Object.keys(state.passedAt).length
}

function stepOf(state: RunState, view: StepView, number: number, isCurrent: boolean): StepProgress {
  const passedAt = state.passedAt[view.id]
  const failures = state.failures[view.id] ?? 0
  const asked = failures > 0 || passedAt !== undefined
  const checks = view.checks.map((check) => checkOf(state, check, asked))
  const isFailed = isCurrent && checks.some((check) => check.status === 'fail')
  const open = isFailed ? 'failed' : isCurrent ? 'current' : 'waiting'
  return {
    view,
    number,
    state: passedAt === undefined ? open : 'passed',
    passedAt,
    caughtUp: state.caughtUp.includes(view.id),
    stillTrue: passedAt === undefined ? null : stillTrue(state, view),
    checks,
    hints: hintsOf(view, failures, failing(checks), state.hints[view.id] ?? {}),
  }
}

function failing(checks: readonly CheckProgress[]): string[] {
  return checks.flatMap(({ outcome }) => (outcome?.verdict === 'fail' ? [outcome.sentence] : []))
}

function checkOf(state: RunState, view: CheckView, asked: boolean): CheckProgress {
  const outcome = state.live.now[view.id] ?? state.recorded[view.id] ?? null
  const answer = state.answers[view.id]
  const isUnanswered = view.ask !== undefined && answer === undefined
  return {
    view,
    outcome,
    // What is simply not done yet is no failure: red is for what somebody asked about.
    status: isUnanswered ? 'waiting' : statusOf(outcome, asked),
    asking: state.live.asking.includes(view.id),
    answer,
  }
}

function statusOf(outcome: Outcome | null, asked: boolean): Status {
  if (outcome === null || outcome.verdict === 'skipped') return 'waiting'
  if (outcome.verdict === 'fail') return asked ? 'fail' : 'waiting'
  return outcome.verdict
}

// Answers were true when they were given; only what the engine says now can stop being so.
function stillTrue(state: RunState, view: StepView): boolean | null {
  const told = view.checks
    .filter((check) => check.ask === undefined)
    .map((check) => state.live.now[check.id]?.verdict)
    .filter((verdict) => verdict === 'pass' || verdict === 'fail')
  if (told.length === 0) return null
  return told.every((verdict) => verdict === 'pass')
}
