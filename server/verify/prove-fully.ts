/** All that can be shown about one lab: its steps, its mistakes, its alternatives, and that its checks notice what breaks. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { HostProgress } from '../protocol.ts'
import type { Environment } from '../runs/ports.ts'
import { proveVariant, variantsOf } from './alternatives.ts'
import { cutShort } from './cut-short.ts'
import { idleAccepts, mutateLab } from './mutate-lab.ts'
import type { MutantProof } from './mutant.ts'
import type { LabProof } from './proof-report.ts'
import type { StepProof } from './prove.ts'
import { proveLab } from './prove-lab.ts'
import { remembering } from './remembering.ts'
import type { Survey } from './survey.ts'
import type { WayProof } from './ways.ts'

const VARIANT_MS = 10 * 60_000
const MUTATE_MS = 25 * 60_000

export interface FullyOptions {
  alternatives: boolean
  mutate: boolean
  /** Ends the proof early; what it found until then is told. */
  signal?: AbortSignal
}

/** What is tried once the steps are shown. */
export type Stage = 'alternatives' | 'mutations'

export interface FullyEvents {
  onStep(proof: StepProof): void
  onWay(proof: WayProof): void
  onMutant(proof: MutantProof): void
  onProgress?(progress: HostProgress[]): void
  /** Begins to try so many of a kind. */
  onStage?(stage: Stage, count: number): void
}

/** `open` gives an environment of its own each time; what is typed in it is seen by checks that ask for commands. */
export async function proveFully(
  lab: CompiledLab,
  openPlain: () => Environment,
  options: FullyOptions,
  events: FullyEvents,
): Promise<LabProof> {
  const began = performance.now()
  const open = () => remembering(openPlain())
  const { mutate, signal } = options
  const { onStep, onWay, onProgress } = events
  const survey: Survey = new Map()
  const proof = await proveLab(lab, open(), onStep, {
    onWay,
    ...(mutate && { survey }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  })
  const isSolid = proof.failure === '' && proof.steps.every(({ surprise }) => surprise === '')
  if (!isSolid) return proof
  if (options.alternatives) await proveAlternatives(proof, lab, open, events, signal)
  if (mutate && proof.failure === '') await breakAll(proof, { lab, open, survey }, events, signal)
  return { ...proof, ms: Math.round(performance.now() - began) }
}

async function proveAlternatives(
  proof: LabProof,
  lab: CompiledLab,
  open: () => Environment,
  { onWay, onStage }: FullyEvents,
  stop: AbortSignal | undefined,
): Promise<void> {
  const variants = variantsOf(lab)
  if (variants > 0) onStage?.('alternatives', countAlternatives(lab))
  for (let variant = 0; variant < variants && proof.failure === ''; variant++) {
    await within(VARIANT_MS, stop, proof, async (signal) => {
      const found = await proveVariant(lab, variant, open, signal)
      found.forEach(onWay)
      proof.ways.push(...found)
    })
  }
}

async function breakAll(
  proof: LabProof,
  ports: { lab: CompiledLab; open: () => Environment; survey: Survey },
  { onMutant, onStage }: FullyEvents,
  stop: AbortSignal | undefined,
): Promise<void> {
  onStage?.('mutations', ports.survey.size)
  await within(MUTATE_MS, stop, proof, async (signal) => {
    proof.mutants = await mutateLab({ ...ports, signal, onMutant })
    proof.complaints.push(...idleAccepts(ports.lab, proof.mutants))
  })
}

/** Does a part of a proof in so much time; what ends it early is the proof's failure. */
async function within(
  ms: number,
  stop: AbortSignal | undefined,
  proof: LabProof,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const late = AbortSignal.timeout(ms)
  try {
    await work(stop ? AbortSignal.any([stop, late]) : late)
  } catch (error) {
    proof.failure = cutShort(error, late, ms)
  }
}

function countAlternatives({ steps }: CompiledLab): number {
  return steps.reduce((sum, { alternatives }) => sum + alternatives.length, 0)
}
