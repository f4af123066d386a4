/** Proves one lab in environments of its own, which are gone afterwards whatever happens. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { HostProgress } from '../protocol.ts'
import type { Environment } from '../runs/ports.ts'
import { cutShort } from './cut-short.ts'
import { prove, type StepProof } from './prove.ts'
import type { LabProof } from './proof-report.ts'
import { standingAfter } from './standing.ts'
import { mutationsNow, type Survey } from './survey.ts'
import type { WayProof } from './ways.ts'

const LAB_MS = 10 * 60_000

export interface ProveOptions {
  signal?: AbortSignal
  onProgress?: (progress: HostProgress[]) => void
  onWay?: (proof: WayProof) => void
  /** Filled with what could be broken after each step. */
  survey?: Survey
}

/** The solution of each step, and its typical mistakes. */
export async function proveLab(
  lab: CompiledLab,
  environment: Environment,
  onStep: (proof: StepProof) => void,
  options: ProveOptions = {},
): Promise<LabProof> {
  const { signal: stop, onProgress = () => undefined, onWay, survey } = options
  const began = performance.now()
  const steps: StepProof[] = []
  const ways: WayProof[] = []
  const late = AbortSignal.timeout(LAB_MS)
  const signal = stop ? AbortSignal.any([stop, late]) : late
  let failure = ''
  const proofs = prove(lab, environment, signal, {
    onWay(way) {
      ways.push(way)
      onWay?.(way)
    },
    async onSolved(step, asker) {
      if (survey === undefined) return
      const last = lab.steps.indexOf(step)
      const checks = await standingAfter(lab, last, asker, signal)
      const found = await mutationsNow(lab, environment, checks)
      for (const { name } of found) survey.set(name, last)
    },
  })
  try {
    await environment.provision({ signal, onProgress })
    for await (const step of proofs) {
      steps.push(step)
      onStep(step)
    }
  } catch (error) {
    failure = cutShort(error, late, LAB_MS)
  } finally {
    await environment.destroy()
  }
  const reached = new Set(steps.map((step) => step.step))
  return {
    lab: lab.id,
    title: lab.title,
    steps,
    missing: lab.steps.map((step) => step.id).filter((id) => !reached.has(id)),
    ways,
    mutants: [],
    complaints: steps.flatMap(({ step, unseenHints }) =>
      unseenHints.map((words) => ({ step, words })),
    ),
    failure,
    ms: Math.round(performance.now() - began),
  }
}
