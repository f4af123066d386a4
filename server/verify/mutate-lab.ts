/** Breaks every element of what a lab has built, one at a time, and tells which no check notices. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'
import { tryMutation, type Control, type MutantProof } from './mutant.ts'
import { standAt, type Stand } from './stand.ts'
import { stops, type Survey } from './survey.ts'
import type { Complaint } from './ways.ts'

/** What is done twice should come out alike; a mutation that is not there again has not been shown to be noticed. */
const GONE = 'it was there when the lab was done first, and not when it was done once more'

export interface MutatePorts {
  lab: CompiledLab
  open(): Environment
  survey: Survey
  signal: AbortSignal
  onMutant(proof: MutantProof): void
}

export async function mutateLab(ports: MutatePorts): Promise<MutantProof[]> {
  const proofs: MutantProof[] = []
  let stand: Stand | undefined
  const tell = (proof: Omit<MutantProof, 'step'>, step: number) => {
    const told = { ...judged(ports.lab, proof), step: ports.lab.steps[step]?.id ?? '' }
    proofs.push(told)
    ports.onMutant(told)
  }
  const drop = async () => {
    const { environment } = stand ?? {}
    stand = undefined
    await environment?.destroy()
  }
  try {
    for (const [step, names] of stops(ports.survey)) {
      const left = new Set(names)
      const controls = new Map<string, Control>()
      while (left.size > 0) {
        const before = stand
        stand = undefined
        stand = await standAt(ports, step, before)
        const mutation = stand.mutations.find(({ name }) => left.has(name))
        if (mutation === undefined) {
          for (const name of left) tell({ name, verdict: 'untried', words: GONE, ms: 0 }, step)
          break
        }
        const bench = { ...stand, controls, signal: ports.signal }
        const { proof, mended, again } = await tryMutation(mutation, bench)
        if (again !== true) left.delete(mutation.name)
        if (proof !== undefined) tell(proof, step)
        if (!mended) await drop()
      }
    }
  } finally {
    await drop()
  }
  return proofs
}

/** What nobody notices, and what could not be tried, is accepted where the lab says why. */
export function judged(
  { accepts }: Pick<CompiledLab, 'accepts'>,
  proof: Omit<MutantProof, 'step'>,
): Omit<MutantProof, 'step'> {
  const accepted = accepts.find(({ mutation }) => mutation === proof.name)
  if (proof.verdict === 'noticed' || accepted === undefined) return proof
  return { ...proof, verdict: 'accepted', words: accepted.because }
}

/** Every entry of `accepts` that accepts nothing. */
export function idleAccepts(lab: CompiledLab, proofs: readonly MutantProof[]): Complaint[] {
  return lab.accepts.flatMap(({ mutation }) => {
    const proof = proofs.find(({ name }) => name === mutation)
    if (proof?.verdict === 'accepted') return []
    const why = proof === undefined ? 'there is no such mutation' : `it was ${proof.verdict}`
    return [{ step: '', words: `accepts “${mutation}”, but ${why}` }]
  })
}
