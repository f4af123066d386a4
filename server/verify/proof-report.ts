/** Proofs in words, and as a table. */
import type { MutantProof } from './mutant.ts'
import type { StepProof } from './prove.ts'
import { wayLabel, type Complaint, type WayProof } from './ways.ts'

export interface LabProof {
  lab: string
  title: string
  /** Steps that were never reached, because one before them was not solved. */
  missing: string[]
  steps: StepProof[]
  /** Mistakes and alternatives. */
  ways: WayProof[]
  mutants: MutantProof[]
  /** Hints that nobody has seen offered, and what is wrong with the lab's own account of its mutations. */
  complaints: Complaint[]
  /** What ended the proof before its time, and what to do; empty otherwise. */
  failure: string
  ms: number
}

/** Every way in which a lab is not proved, in words. */
export function surprises(proof: LabProof): string[] {
  return [
    ...(proof.failure ? [`${proof.lab}: ${proof.failure}`] : []),
    ...proof.steps
      .filter((step) => step.surprise !== '')
      .map((step) => `${proof.lab} / ${step.step}: ${step.surprise}`),
    ...proof.missing.map((step) => `${proof.lab} / ${step}: not reached`),
    ...proof.ways
      .filter(({ surprise }) => surprise !== '')
      .map((way) => `${proof.lab} / ${wayLabel(way)}: ${way.surprise}`),
    ...proof.mutants.flatMap((mutant) => {
      const why = unexplained(mutant)
      return why === '' ? [] : [`${proof.lab} / after ${mutant.step}: ${why}`]
    }),
    ...proof.complaints.map(({ step, words }) => `${proof.lab}${step && ` / ${step}`}: ${words}`),
  ]
}

/** Why a mutation speaks against its lab; empty where it was noticed, or is accepted with a reason. */
export function unexplained({ name, verdict, words }: MutantProof): string {
  if (verdict === 'survived') return `nobody notices “${name}”`
  return verdict === 'untried' ? `“${name}” could not be tried: ${words}` : ''
}

export function proofTable(proofs: readonly LabProof[]): string {
  const header = ['lab', 'step', 'before', 'after', 'seconds', '']
  const rows = proofs.flatMap((proof) => [
    ...proof.steps.map((step) => [
      proof.lab,
      step.step,
      step.before,
      step.after,
      (step.ms / 1000).toFixed(1),
      step.surprise === '' ? 'proved' : 'NOT PROVED',
    ]),
    ...proof.missing.map((step) => [proof.lab, step, '', '', '', 'NOT REACHED']),
    ...(proof.failure ? [[proof.lab, '', '', '', (proof.ms / 1000).toFixed(1), 'FAILED']] : []),
  ])
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)].join('\n')
}

/** How long each lab took, the longest first, and what of it went into trying mutations. */
export function proofTimes(proofs: readonly LabProof[]): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(0).padStart(5)
  const total = (times: readonly number[]) => times.reduce((sum, ms) => sum + ms, 0)
  const rows = proofs
    .toSorted((one, other) => other.ms - one.ms)
    .map(({ lab, ms, mutants }) => {
      const tried = total(mutants.map((mutant) => mutant.ms))
      const share =
        mutants.length === 0 ? '' : `, ${mutants.length} mutations in${seconds(tried)} s`
      return `${seconds(ms)} s  ${lab}${share}`
    })
  return [...rows, `${seconds(total(proofs.map(({ ms }) => ms)))} s  together`].join('\n')
}

/** How many mutations there were and what came of them; empty where none was tried. */
export function mutantTally(proofs: readonly LabProof[]): string {
  const mutants = proofs.flatMap(({ mutants: tried }) => tried)
  if (mutants.length === 0) return ''
  const count = (verdict: MutantProof['verdict']) =>
    mutants.filter((one) => one.verdict === verdict).length
  return (
    `\n${mutants.length} mutations: ${count('noticed')} noticed, ${count('accepted')} accepted with a reason, ` +
    `${count('survived')} survived, ${count('untried')} could not be tried.`
  )
}
