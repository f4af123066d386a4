/** Who asks in a proof: an environment, and the right answers as they become known. */
import type { Environment } from '../runs/ports.ts'
import type { Asker } from './ask.ts'

export interface Asking {
  asker: Asker
  /** By check id. */
  answers: Map<string, string>
}

export function asking(environment: Pick<Environment, 'probe'>): Asking {
  const answers = new Map<string, string>()
  const asker: Asker = {
    probe: (keep, answer, limit) => environment.probe(keep, answer, limit),
    answer: (check) => answers.get(check),
  }
  return { asker, answers }
}
