/** All that can be shown about one lab: its steps, its mistakes, its alternatives, and that its checks notice what breaks. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import { AppError } from '../errors.ts'
import type { Environment } from '../runs/ports.ts'
import { proveVariant, variantsOf } from './alternatives.ts'
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
}

export interface FullyEvents {
  onStep(proof: StepProof): void
  onWay(proof: WayProof): void
  onMutant(proof: MutantProof): void
}

/** `open` gives an environment of its own each time; what is typed in it is seen by checks that ask for commands. */
export async function proveFully(
  lab: CompiledLab,
  openPlain: () => Environment,
  { alternatives, mutate }: FullyOptions,
  { onStep, onWay, onMutant }: FullyEvents,
): Promise<LabProof> {
  const began = performance.now()
  const open = () => remembering(openPlain())
  const survey: Survey = new Map()
  const proof = await proveLab(lab, open(), onStep, { onWay, ...(mutate && { survey }) })
  const isSolid = proof.failure === '' && proof.steps.every(({ surprise }) => surprise === '')
  if (!isSolid) return proof
  try {
    for (let variant = 0; alternatives && variant < variantsOf(lab); variant++) {
      const found = await proveVariant(lab, variant, open, AbortSignal.timeout(VARIANT_MS))
      found.forEach(onWay)
      proof.ways.push(...found)
    }
    if (mutate) {
      const signal = AbortSignal.timeout(MUTATE_MS)
      proof.mutants = await mutateLab({ lab, open, survey, signal, onMutant })
      proof.complaints.push(...idleAccepts(lab, proof.mutants))
    }
  } catch (error) {
    if (error instanceof AppError || error instanceof Error) proof.failure = error.message
    else throw error
  }
  return { ...proof, ms: Math.round(performance.now() - began) }
}
