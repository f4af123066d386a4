/** One proof of a draft, in environments of its own, told as it goes on. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import { toAppError } from '../errors.ts'
import type { ProofEvent } from '../protocol.ts'
import type { Environment, Environments } from '../runs/ports.ts'
import { surprises, type LabProof } from '../verify/proof-report.ts'
import { proveFully } from '../verify/prove-fully.ts'

export interface ProvingPorts {
  id: string
  lab: CompiledLab
  mutate: boolean
  environments: Pick<Environments, 'open'>
  stop: AbortSignal
  say(event: ProofEvent): void
  warn(error: unknown): void
}

/** Resolves when nothing of it is left; its last word is `done`, however it ended. */
export async function proveDraft(ports: ProvingPorts): Promise<void> {
  const { id, lab, mutate, environments, stop, say, warn } = ports
  const began = performance.now()
  let current: Environment | undefined
  // A solution that hangs ends with its host.
  stop.addEventListener('abort', () => current?.destroy().catch(warn))
  const open = () => {
    stop.throwIfAborted()
    // One after the other, so that all of them may have the proof's own name.
    current = environments.open(id, lab)
    return current
  }
  try {
    const result = await proveFully(
      lab,
      open,
      { alternatives: true, mutate, signal: stop },
      {
        onProgress: (progress) => say({ type: 'preparing', progress }),
        onStep: ({ wrong: _, ...step }) => say({ type: 'step', ...step }),
        onWay: ({ says: _, ...way }) => say({ type: 'way', ...way }),
        onStage: (stage, count) => say({ type: 'stage', stage, count }),
        onMutant: (mutant) => say({ type: 'mutant', ...mutant }),
      },
    )
    say(done(result, stop.aborted))
  } catch (error) {
    if (!stop.aborted) warn(error)
    const { message, advice } = toAppError(error)
    const failure = stop.aborted ? '' : `${message}. ${advice}`
    const ms = Math.round(performance.now() - began)
    const none = { missing: [], complaints: [] }
    say({ type: 'done', proved: false, stopped: stop.aborted, failure, ...none, ms })
  }
}

function done(result: LabProof, stopped: boolean): ProofEvent {
  const { missing, failure, complaints, ms } = result
  return {
    type: 'done',
    proved: !stopped && surprises(result).length === 0,
    stopped,
    missing,
    // What breaks because it is stopped is no news.
    failure: stopped ? '' : failure,
    complaints: complaints.flatMap(({ step, words }) => (step === '' ? [words] : [])),
    ms,
  }
}
