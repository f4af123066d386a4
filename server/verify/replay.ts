/** Steps done once more, without asking whether each was undone before. */
import type { CompiledLab, CompiledStep, Solution } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'
import type { Asking } from './asking.ts'
import { lookSettled, reasons, summary } from './look.ts'
import { type } from './type.ts'

export interface Replayed {
  step: CompiledStep
  ms: number
  transcript: string
  /** Empty when the step passes. */
  surprise: string
}

/** Gives each step as it is done; stops after one that does not pass. */
export async function* replay(
  steps: readonly CompiledStep[],
  environment: Environment,
  { asker, answers }: Asking,
  signal: AbortSignal,
  way: (step: CompiledStep) => readonly Solution[] = ({ solution }) => solution,
): AsyncGenerator<Replayed> {
  for (const step of steps) {
    const began = performance.now()
    const transcript = await type(way(step), environment)
    const looked = await lookSettled(step, asker, answers, signal)
    const surprise = summary(looked) === 'passes' ? '' : reasons(looked)
    yield { step, transcript, surprise, ms: Math.round(performance.now() - began) }
    if (surprise !== '') return
  }
}

/** The steps up to one, and it. */
export function stepsUpTo({ steps }: CompiledLab, last: number): CompiledStep[] {
  return steps.slice(0, last + 1)
}
