/** A proof of the draft as saved, folded as it is told. */
import type { HostProgress, ProofEvent, WireError } from '../../../server/protocol.ts'
import { connect, type Connection } from '../../connection.ts'
import type { LabDocument } from '../document.svelte.ts'
import { unsaved } from '../unsaved.ts'
import { builderApi } from './builder-api.ts'

export type StepOutcome = Extract<ProofEvent, { type: 'step' }>
type Done = Extract<ProofEvent, { type: 'done' }>

export interface Proof {
  readonly state: 'none' | 'going' | 'done' | 'refused'
  readonly progress: readonly HostProgress[]
  /** By step id. */
  readonly outcomes: Readonly<Record<string, StepOutcome>>
  readonly done: Done | null
  readonly error: WireError | null
  /** Whether the text is another than the one that is proved. */
  readonly old: boolean
  start(): Promise<void>
  close(): void
}

export function createProof(doc: LabDocument): Proof {
  let id = ''
  let starting = $state(false)
  let events = $state.raw<readonly ProofEvent[]>([])
  let error = $state.raw<WireError | null>(null)
  let provedText = $state('')
  let connection: Connection | null = null
  const outcomes = $derived(
    Object.fromEntries(
      events.flatMap((event) => (event.type === 'step' ? [[event.step, event]] : [])),
    ),
  )
  const done = $derived(events.find((event) => event.type === 'done') ?? null)
  const progress = $derived(events.findLast((event) => event.type === 'preparing')?.progress ?? [])
  const isGoing = $derived(starting || (provedText !== '' && done === null && error === null))

  const join = async () => {
    if (connection === null || id === '') return
    const told = await connection.ask('proof:join', { proof: id })
    if (told.ok) events = told.value
    else if (told.error.code !== 'offline') error = told.error
  }
  const listen = (): Connection => {
    const made = connect()
    made.on('proof:event', ({ proof, event }) => {
      if (proof === id) events = [...events, event]
    })
    // What was told while the line was down is in the answer to joining again.
    made.onLink((state) => {
      if (state === 'connected') void join()
    })
    return made
  }

  return {
    get state() {
      if (error !== null) return 'refused'
      return isGoing ? 'going' : done === null ? 'none' : 'done'
    },
    get progress() {
      return progress
    },
    get outcomes() {
      return outcomes
    },
    get done() {
      return done
    },
    get error() {
      return error
    },
    get old() {
      return provedText !== '' && provedText !== doc.text
    },
    async start() {
      if (isGoing) return
      starting = true
      error = null
      events = []
      const saved = await doc.saving.now()
      provedText = doc.text
      const started = saved
        ? await builderApi.prove(doc.id)
        : { ok: false as const, error: unsaved(doc.saving.state) }
      if (started.ok) {
        id = started.value.proof
        connection ??= listen()
        await join()
      } else error = started.error
      starting = false
    },
    close: () => connection?.close(),
  }
}
