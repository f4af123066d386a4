import type { CompiledStep } from '../../labs/format/compiled.ts'

/** What came of a way through a step other than its solution. */
export interface WayProof {
  step: string
  kind: 'alternative' | 'mistake'
  title: string
  ms: number
  /** Empty when it did as the lab says. */
  surprise: string
  /** What it printed. */
  transcript: string
  /** What the learner reads after a mistake. */
  says?: string[]
}

export function wayLabel({ step, kind, title }: WayProof): string {
  return `${step}, ${kind} “${title}”`
}

/** What is wrong with a lab beside its steps and ways. */
export interface Complaint {
  /** Empty where it is of the lab as a whole. */
  step: string
  words: string
}

/** Hints for a failure that none of the step's mistakes shows: nobody has seen them offered. In words, one each. */
export function unseenHints(
  { id, hints, checks }: CompiledStep,
  before: readonly string[],
  ways: readonly WayProof[],
): string[] {
  const read = ways.flatMap(({ step, says = [] }) => (step === id ? says : []))
  // What a wrong answer gets; questions are not answered wrong in a proof.
  const wrong = checks.some(({ ask }) => ask !== undefined) ? ['is not it'] : []
  const said = [...before, ...read, ...wrong].join('\n').toLowerCase()
  return hints.flatMap(({ when }) =>
    when === undefined || said.includes(when.toLowerCase())
      ? []
      : [`no mistake shows the failure “${when}” that a hint is for`],
  )
}
