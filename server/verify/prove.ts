/** Shows that a lab can be done and cannot be passed without doing it: each step fails before its solution and passes after. */
import type { CompiledLab, CompiledStep } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'
import type { Asker } from './ask.ts'
import { asking } from './asking.ts'
import { atOnce, look, lookSettled, reasons, summary, type Looked } from './look.ts'
import { sentenceOf, tryMistakes } from './mistakes.ts'
import { type } from './type.ts'
import { unseenHints, type WayProof } from './ways.ts'

export interface StepProof {
  step: string
  title: string
  before: 'fails' | 'passes' | 'inconclusive'
  after: 'passes' | 'fails' | 'inconclusive' | 'not tried'
  ms: number
  /** Empty when the step is proved. */
  surprise: string
  /** Ids of the checks that do not pass where they should. */
  wrong: string[]
  /** Hints for failures that nothing in the proof has shown, in words. */
  unseenHints: string[]
  /** What the solution printed, for whoever mends the lab. */
  transcript: string
}

export interface ProveEvents {
  onWay(proof: WayProof): void
  /** A step is solved, and nothing of the next one is done yet. */
  onSolved(step: CompiledStep, asker: Asker): Promise<void>
}

/** Gives a proof for every step, as it is had. Stops after a step whose solution does not solve it. */
export async function* prove(
  lab: CompiledLab,
  environment: Environment,
  signal: AbortSignal,
  { onWay, onSolved }: ProveEvents,
): AsyncGenerator<StepProof> {
  const { asker, answers } = asking(environment)
  for (const step of lab.steps) {
    const began = performance.now()
    const before = await look(step.checks.map(atOnce), asker, signal)
    const early = summary(before)
    const ways: WayProof[] = []
    const tell = (way: WayProof) => {
      ways.push(way)
      onWay(way)
    }
    if (early !== 'passes') await tryMistakes(step, environment, asker, signal, tell)
    const transcript = early === 'passes' ? '' : await type(step.solution, environment)
    const after = early === 'passes' ? undefined : await lookSettled(step, asker, answers, signal)
    const late = after === undefined ? 'not tried' : summary(after)
    yield {
      step: step.id,
      title: step.title,
      before: early,
      after: late,
      ms: Math.round(performance.now() - began),
      surprise: surpriseOf(early, before, late, after),
      wrong: (after ?? []).flatMap(({ check, outcome }) =>
        outcome.verdict === 'pass' ? [] : [check.id],
      ),
      unseenHints: unseenHints(step, before.map(sentenceOf), ways),
      transcript,
    }
    if (late !== 'passes') return
    await onSolved(step, asker)
  }
}

function surpriseOf(early: string, before: Looked, late: string, after: Looked | undefined) {
  if (early === 'passes') return 'passes before its solution'
  if (early === 'inconclusive') return `cannot be asked before its solution: ${reasons(before)}`
  if (late === 'passes') return ''
  return `does not pass after its solution: ${reasons(after ?? [])}`
}
