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
}

export function wayLabel({ step, kind, title }: WayProof): string {
  return `${step}, ${kind} “${title}”`
}
