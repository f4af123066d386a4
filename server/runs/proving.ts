/** The checks of one run: asked by triggers, by the learner and by answers; outcomes shown and kept. */
import type { Outcome } from '../../labs/define.ts'
import type { CompiledLab, CompiledStep } from '../../labs/format/compiled.ts'
import { AppError } from '../errors.ts'
import type { Trigger } from '../protocol.ts'
import { currentStep } from '../verify/progress.ts'
import { createWatch } from '../verify/watch.ts'
import type { Journal } from './journal.ts'
import type { LearnerEyes } from './learner.ts'
import type { Live } from './live.ts'
import type { Environment } from './ports.ts'

export interface ProvingPorts {
  lab: CompiledLab
  environment: Environment
  journal: Journal
  live: Live
  eyes: LearnerEyes
  onError(error: unknown): void
}

export interface Proving {
  nudge(trigger: Trigger): void
  ask(step: string): Promise<void>
  answer(step: string, check: string, text: string): Promise<void>
  stop(): void
}

export function createProving(ports: ProvingPorts): Proving {
  const { lab, environment, journal, live, eyes } = ports
  const { progress } = journal

  const onOutcome = (step: CompiledStep, check: string, outcome: Outcome, trigger: Trigger) => {
    const before = live.state.now[check]
    const same = before?.verdict === outcome.verdict && before.found === outcome.found
    live.asking(check, false)
    live.outcome(check, eyes.outcome(check, outcome))
    if (same && trigger !== 'button' && trigger !== 'answer') return
    journal.record({ type: 'outcome', step: step.id, check, trigger, outcome }).catch(ports.onError)
  }

  const watch = createWatch({
    asker: {
      probe: (keep, answer, signal) =>
        environment.probe(keep, answer, signal, (host) => progress.commands.get(host) ?? []),
      answer: (check) => progress.answers.get(check),
      explains: true,
    },
    current: () => currentStep(lab.steps, progress),
    passed: () => lab.steps.filter((step) => progress.passed.has(step.id)),
    onAsking: (check) => live.asking(check.id, true),
    onOutcome: (step, check, outcome, trigger) => onOutcome(step, check.id, outcome, trigger),
    onStepPassed: (step) => journal.record({ type: 'passed', step: step.id }),
    onError: ports.onError,
  })

  return {
    nudge: watch.nudge,
    ask: (step) => watch.askNow(stepOf(lab, step), 'button'),
    async answer(step, check, text) {
      const where = stepOf(lab, step)
      if (!where.checks.some((candidate) => candidate.id === check && candidate.ask)) {
        throw new AppError('bad-request', { reason: `"${check}" is not a question` })
      }
      await journal.record({ type: 'answer', step, check, text })
      await watch.askNow(where, 'answer')
    },
    stop() {
      watch.stop()
      for (const check of live.state.asking) live.asking(check, false)
    },
  }
}

/** A step of the lab, or AppError `bad-request`. */
export function stepOf(lab: CompiledLab, step: string): CompiledStep {
  const found = lab.steps.find((candidate) => candidate.id === step)
  if (found === undefined) throw new AppError('bad-request', { reason: `no step "${step}"` })
  return found
}

/** Gives a hint that was earned, keeps that it was taken, and answers with its text. */
export async function takeHint(
  lab: CompiledLab,
  journal: Journal,
  step: string,
  hint: number,
): Promise<string> {
  const wanted = stepOf(lab, step).hints[hint]
  const failures = journal.progress.failures.get(step) ?? 0
  if (wanted === undefined || wanted.afterFailures > failures) {
    throw new AppError('bad-request', { reason: 'this hint has not been earned yet' })
  }
  if (!journal.progress.hints.get(step)?.has(hint)) {
    await journal.record({ type: 'hint', step, hint, text: wanted.text })
  }
  return wanted.text
}
