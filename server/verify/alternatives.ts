/**
 * Other right ways. One environment takes the first alternative of every step, the next one the second, and so on:
 * what comes later must then build on what an alternative has left, as it must for a learner.
 */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'
import { asking } from './asking.ts'
import { replay, stepsUpTo } from './replay.ts'
import type { WayProof } from './ways.ts'

/** How many environments the alternatives of a lab take. */
export function variantsOf(lab: CompiledLab): number {
  return Math.max(0, ...lab.steps.map(({ alternatives }) => alternatives.length))
}

export async function proveVariant(
  lab: CompiledLab,
  variant: number,
  open: () => Environment,
  signal: AbortSignal,
): Promise<WayProof[]> {
  const last = lab.steps.findLastIndex(({ alternatives }) => alternatives[variant] !== undefined)
  const environment = open()
  const proofs: WayProof[] = []
  try {
    await environment.provision({ signal, onProgress: () => undefined })
    const steps = replay(stepsUpTo(lab, last), environment, asking(environment), signal, (step) => {
      return step.alternatives[variant]?.run ?? step.solution
    })
    for await (const { step, ms, surprise, transcript } of steps) {
      const title = step.alternatives[variant]?.title ?? 'the solution, after other alternatives'
      if (step.alternatives[variant] === undefined && surprise === '') continue
      const why = surprise === '' ? '' : `does not pass: ${surprise}`
      proofs.push({ step: step.id, kind: 'alternative', title, ms, surprise: why, transcript })
    }
  } finally {
    await environment.destroy()
  }
  return [...proofs, ...unreached(lab, variant, proofs)]
}

function unreached(lab: CompiledLab, variant: number, proofs: readonly WayProof[]): WayProof[] {
  const tried = new Set(proofs.map(({ step }) => step))
  return lab.steps.flatMap(({ id, alternatives }) => {
    const way = alternatives[variant]
    if (way === undefined || tried.has(id)) return []
    const surprise = 'not reached'
    return [{ step: id, kind: 'alternative', title: way.title, ms: 0, surprise, transcript: '' }]
  })
}
