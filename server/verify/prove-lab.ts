/** Proves one lab in an environment of its own, which is gone afterwards whatever happens. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { HostProgress } from '../protocol.ts'
import type { Environment } from '../runs/ports.ts'
import { prove, type StepProof } from './prove.ts'
import type { LabProof } from './proof-report.ts'

const LAB_MS = 10 * 60_000

export interface ProveOptions {
  signal?: AbortSignal
  onProgress?: (progress: HostProgress[]) => void
}

export async function proveLab(
  lab: CompiledLab,
  environment: Environment,
  onStep: (proof: StepProof) => void,
  { signal: stop, onProgress = () => undefined }: ProveOptions = {},
): Promise<LabProof> {
  const began = performance.now()
  const steps: StepProof[] = []
  const late = AbortSignal.timeout(LAB_MS)
  const signal = stop ? AbortSignal.any([stop, late]) : late
  let failure = ''
  try {
    await environment.provision({ signal, onProgress })
    for await (const step of prove(lab, environment, signal)) {
      steps.push(step)
      onStep(step)
    }
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error)
  } finally {
    await environment.destroy()
  }
  const reached = new Set(steps.map((step) => step.step))
  return {
    lab: lab.id,
    title: lab.title,
    steps,
    missing: lab.steps.map((step) => step.id).filter((id) => !reached.has(id)),
    failure,
    ms: Math.round(performance.now() - began),
  }
}
