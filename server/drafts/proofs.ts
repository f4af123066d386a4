/** Proofs of drafts: one a draft at a time. The latest are kept, to be looked at again. */
import { customAlphabet } from 'nanoid'
import { AppError } from '../errors.ts'
import type { ProofsDoor } from '../http/draft-ports.ts'
import type { ProofEvent, ProofView } from '../protocol.ts'
import type { Environments } from '../runs/ports.ts'
import { draftLab, type Library } from './library.ts'
import { proveDraft } from './proving.ts'
import { createTurns } from './turns.ts'

const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)
/** What one tells is as long as what its solutions print. */
const KEPT = 40

export interface ProofsPorts {
  library: Pick<Library, 'find'>
  environments: Pick<Environments, 'open'>
  warn(error: unknown): void
}

export interface Proofs extends ProofsDoor {
  /** What was said so far; what follows goes to `listener` until `leave`. AppError `proof-unknown`. */
  join(
    proof: string,
    listener: (event: ProofEvent) => void,
  ): { events: ProofEvent[]; leave(): void }
  /** Stops the proof of a draft that is deleted, and forgets what was proved of it. */
  forget(draft: string): Promise<void>
  close(): Promise<void>
}

interface Proof {
  draft: string
  view: ProofView
  events: ProofEvent[]
  listeners: Set<(event: ProofEvent) => void>
  stopper: AbortController
  isOver: boolean
  /** Resolves when its environment is gone. */
  over: Promise<void>
}

export function createProofs({ library, environments, warn }: ProofsPorts): Proofs {
  /** In the order in which they were begun. */
  const proofs = new Map<string, Proof>()
  const inTurn = createTurns()

  const say = (proof: Proof, event: ProofEvent) => {
    const { events } = proof
    // Only the last word on preparing is news to whoever joins later.
    if (event.type === 'preparing' && events.at(-1)?.type === 'preparing') events.pop()
    events.push(event)
    for (const listener of proof.listeners) listener(event)
  }

  const forgetOldest = () => {
    const over = [...proofs].filter(([, { isOver }]) => isOver)
    for (const [id] of over.slice(0, Math.max(0, over.length - KEPT))) proofs.delete(id)
  }

  const latest = (draft: string) => [...proofs.values()].findLast((proof) => proof.draft === draft)

  const halt = async (proof: Proof) => {
    if (!proof.isOver) proof.stopper.abort(new Error('the proof was stopped'))
    await proof.over
  }

  const stop = async (draft: string) => {
    const proof = latest(draft)
    if (proof !== undefined) await halt(proof)
  }

  return {
    start: (draft, { mutate }) =>
      inTurn(draft, async () => {
        const id = newId()
        const read = await library.find(draftLab(draft))
        // Refused at once, and not as the last word of a proof, while the text has errors.
        const { lab } = read.compile(draftLab(draft), id)
        await stop(draft)
        const { text, files } = read.content
        const proof: Proof = {
          draft,
          view: { proof: id, text, files },
          events: [],
          listeners: new Set(),
          stopper: new AbortController(),
          isOver: false,
          over: Promise.resolve(),
        }
        proofs.set(id, proof)
        const ports = { id, lab, mutate, environments, stop: proof.stopper.signal, warn }
        proof.over = proveDraft({ ...ports, say: (event) => say(proof, event) }).finally(() => {
          proof.isOver = true
          forgetOldest()
        })
        return proof.view
      }),
    current: (draft) => latest(draft)?.view ?? null,
    join(id, listener) {
      const proof = proofs.get(id)
      if (proof === undefined) throw new AppError('proof-unknown')
      proof.listeners.add(listener)
      return { events: [...proof.events], leave: () => void proof.listeners.delete(listener) }
    },
    stop: (draft) => inTurn(draft, () => stop(draft)),
    forget: (draft) =>
      inTurn(draft, async () => {
        await stop(draft)
        for (const [id, proof] of proofs) if (proof.draft === draft) proofs.delete(id)
      }),
    async close() {
      await Promise.all([...proofs.values()].map(halt))
    },
  }
}
