/** What went wrong in some of several proofs of one lab and not in all: that is no mistake of the lab's text, it is luck. */
import { surprises, type LabProof } from './proof-report.ts'

export interface Flake {
  lab: string
  /** What went wrong, by step and check. */
  what: string
  times: number
  of: number
}

export function flakes(proofs: readonly LabProof[]): Flake[] {
  const labs = [...new Set(proofs.map(({ lab }) => lab))]
  return labs.flatMap((lab) => {
    const tries = proofs.filter((proof) => proof.lab === lab)
    const counts = new Map<string, number>()
    for (const what of tries.flatMap((proof) => [...new Set(keysOf(proof))])) {
      counts.set(what, (counts.get(what) ?? 0) + 1)
    }
    return [...counts]
      .filter(([, times]) => times < tries.length)
      .map(([what, times]) => ({ lab, what, times, of: tries.length }))
  })
}

/** Steps with the checks that did not pass, without the words, which differ from learner to learner. */
function keysOf(proof: LabProof): string[] {
  const steps = proof.steps
    .filter(({ surprise }) => surprise !== '')
    .flatMap(({ step, wrong }) => (wrong.length > 0 ? wrong : [step]).map((id) => `check ${id}`))
  const rest = surprises({ ...proof, steps: [], missing: [] })
  return [...steps, ...rest]
}
