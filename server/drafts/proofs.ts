/** Proofs of drafts: one a draft at a time, each in an environment of its own, told as they go on. */
import { customAlphabet } from 'nanoid'
import { AppError, toAppError } from '../errors.ts'
import type { ProofsDoor } from '../http/draft-ports.ts'
import type { ProofEvent } from '../protocol.ts'
import type { Environments } from '../runs/ports.ts'
import { surprises, type LabProof } from '../verify/proof-report.ts'
import { proveLab } from '../verify/prove-lab.ts'
import { wayLabel } from '../verify/ways.ts'
import { remembering } from '../verify/remembering.ts'
import { draftLab, type Library } from './library.ts'
import { createTurns } from './turns.ts'

const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)
const keptMs = 10 * 60_000

export interface ProofsPorts {
  library: Pick<Library, 'show'>
  environments: Pick<Environments, 'open'>
  warn(error: unknown): void
}

export interface Proofs extends ProofsDoor {
  /** What was said so far; what follows goes to `listener` until `leave`. AppError `proof-unknown`. */
  join(
    proof: string,
    listener: (event: ProofEvent) => void,
  ): { events: ProofEvent[]; leave(): void }
  /** Stops the proof of a draft, if one goes on, and waits until nothing of it is left. */
  stop(draft: string): Promise<void>
  close(): Promise<void>
}

interface Proof {
  draft: string
  events: ProofEvent[]
  listeners: Set<(event: ProofEvent) => void>
  stopper: AbortController
  /** Resolves when its environment is gone. */
  over: Promise<void>
}

export function createProofs({ library, environments, warn }: ProofsPorts): Proofs {
  const proofs = new Map<string, Proof>()
  const going = new Map<string, Proof>()
  const forgetting = new Set<NodeJS.Timeout>()
  const inTurn = createTurns()

  const say = (proof: Proof, event: ProofEvent) => {
    const { events } = proof
    // Only the last word on preparing is news to whoever joins later.
    if (event.type === 'preparing' && events.at(-1)?.type === 'preparing') events.pop()
    events.push(event)
    for (const listener of proof.listeners) listener(event)
  }

  const forgetLater = (id: string) => {
    const timer = setTimeout(() => {
      proofs.delete(id)
      forgetting.delete(timer)
    }, keptMs)
    timer.unref()
    forgetting.add(timer)
  }

  const prove = async (id: string, proof: Proof): Promise<void> => {
    const began = performance.now()
    try {
      const { lab } = await library.show(draftLab(proof.draft), id)
      const environment = remembering(environments.open(id, lab))
      // A solution that hangs ends with its host.
      proof.stopper.signal.addEventListener('abort', () => environment.destroy().catch(warn))
      const result = await proveLab(
        lab,
        environment,
        (step) => say(proof, { type: 'step', ...step }),
        {
          signal: proof.stopper.signal,
          onProgress: (progress) => say(proof, { type: 'preparing', progress }),
        },
      )
      say(proof, done(result))
    } catch (error) {
      warn(error)
      const ms = Math.round(performance.now() - began)
      const failure = toAppError(error).message
      say(proof, { type: 'done', proved: false, missing: [], failure, ms })
    } finally {
      if (going.get(proof.draft) === proof) going.delete(proof.draft)
      forgetLater(id)
    }
  }

  const stop = async (draft: string) => {
    const before = going.get(draft)
    before?.stopper.abort(new Error('the proof was stopped'))
    await before?.over
  }

  return {
    start: (draft) =>
      inTurn(draft, async () => {
        const id = newId()
        // Refused at once, and not as the last word of a proof, while the text has errors.
        await library.show(draftLab(draft), id)
        await stop(draft)
        const listeners = new Set<(event: ProofEvent) => void>()
        const stopper = new AbortController()
        const proof: Proof = { draft, events: [], listeners, stopper, over: Promise.resolve() }
        proofs.set(id, proof)
        going.set(draft, proof)
        proof.over = prove(id, proof)
        return { proof: id }
      }),
    join(id, listener) {
      const proof = proofs.get(id)
      if (proof === undefined) throw new AppError('proof-unknown')
      proof.listeners.add(listener)
      return { events: [...proof.events], leave: () => void proof.listeners.delete(listener) }
    },
    stop: (draft) => inTurn(draft, () => stop(draft)),
    async close() {
      await Promise.all([...going.keys()].map(stop))
      for (const timer of forgetting) clearTimeout(timer)
    },
  }
}

function done(result: LabProof): ProofEvent {
  const { missing, ways, ms } = result
  const wrong = ways.filter(({ surprise }) => surprise !== '')
  const failure =
    result.failure || wrong.map((way) => `${wayLabel(way)}: ${way.surprise}`).join(' · ')
  return { type: 'done', proved: surprises(result).length === 0, missing, failure, ms }
}
