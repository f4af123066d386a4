/** Does a step for a learner, as its reference solution says. */
import type { CompiledStep } from '../../labs/format/compiled.ts'
import { AppError } from '../errors.ts'
import { asking } from '../verify/asking.ts'
import { lookSettled, type Looked } from '../verify/look.ts'
import { remembering } from '../verify/remembering.ts'
import { type } from '../verify/type.ts'
import type { Environment } from './ports.ts'

/** Resolves once the step's checks pass, to how they did. AppError `replay-failed` with why they do not, in a learner's words. */
export async function carryOut(
  step: CompiledStep,
  hosts: Environment,
  signal: AbortSignal,
): Promise<Looked> {
  const environment = remembering(hosts)
  const { asker, answers } = asking(environment)
  await type(step.solution, environment)
  signal.throwIfAborted()
  const looked = await lookSettled(step, asker, answers, signal)
  const wrong = looked.find(({ outcome }) => outcome.verdict !== 'pass')
  if (wrong === undefined) return looked
  throw new AppError('replay-failed', { step: step.title, reason: wrong.outcome.sentence })
}
