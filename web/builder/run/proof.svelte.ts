/** The proof of the draft as saved: begun or found again, folded as it is told. */
import { parse } from '../../../labs/format/index.ts'
import type { ProofEvent, ProofView, Result, WireError } from '../../../server/protocol.ts'
import { connect, type Connection } from '../../connection.ts'
import type { LabDocument } from '../document.svelte.ts'
import { unsaved } from '../unsaved.ts'
import { builderApi } from './builder-api.ts'
import { storyOf, type Story } from './story.ts'

export interface Proof {
  readonly state: 'none' | 'going' | 'done' | 'refused'
  readonly story: Story
  /** Steps of the text that is proved. */
  readonly steps: readonly { id: string; title: string }[]
  /** It was asked to stop and is taking its hosts away. */
  readonly stopping: boolean
  readonly error: WireError | null
  /** Whether the lab is another than the one that is proved. */
  readonly old: boolean
  /** @param mutate breaks every element as well */
  start(mutate?: boolean): Promise<void>
  stop(): Promise<void>
  /** Goes on with a proof that the server knows. */
  follow(view: ProofView): Promise<void>
  close(): void
}

export function createProof(doc: LabDocument): Proof {
  let starting = $state(false)
  let stopping = $state(false)
  let proved = $state.raw<ProofView | null>(null)
  let events = $state.raw<readonly ProofEvent[]>([])
  let error = $state.raw<WireError | null>(null)
  let connection: Connection | null = null
  let wasMutating = false
  const steps = $derived(proved === null ? [] : stepsIn(proved.text))
  const story = $derived(storyOf(events, steps))
  const isGoing = $derived(
    starting || (proved !== null && story.done === undefined && error === null),
  )
  const old = $derived(
    proved !== null && (proved.text !== doc.text || !sameFiles(proved.files, doc.files)),
  )

  const join = async () => {
    if (connection === null || proved === null) return
    const { proof } = proved
    const told = await connection.ask('proof:join', { proof })
    if (proof !== proved?.proof) return
    if (told.ok) events = told.value
    // What it has said in the end stays true, also when the server has forgotten it.
    else if (told.error.code !== 'offline' && story.done === undefined) error = told.error
  }
  const listen = (): Connection => {
    const made = connect()
    made.on('proof:event', ({ proof, event }) => {
      if (proof === proved?.proof) events = [...events, event]
    })
    // What was told while the line was down is in the answer to joining again.
    made.onLink((state) => {
      if (state === 'connected') void join()
    })
    return made
  }
  const follow = async (view: ProofView) => {
    error = null
    events = []
    stopping = false
    proved = view
    connection ??= listen()
    await join()
  }
  const begin = async (mutate: boolean): Promise<Result<ProofView>> =>
    (await doc.saving.now())
      ? builderApi.prove(doc.id, mutate)
      : { ok: false, error: unsaved(doc.saving.state) }

  return {
    get state() {
      if (error !== null) return 'refused'
      return isGoing ? 'going' : proved === null ? 'none' : 'done'
    },
    get story() {
      return story
    },
    get steps() {
      return steps
    },
    get stopping() {
      return stopping
    },
    get error() {
      return error
    },
    get old() {
      return old
    },
    async start(mutate = wasMutating) {
      if (isGoing) return
      wasMutating = mutate
      starting = true
      const begun = await begin(mutate)
      if (begun.ok) await follow(begun.value)
      else error = begun.error
      starting = false
    },
    async stop() {
      if (!isGoing || stopping) return
      stopping = true
      const stopped = await builderApi.stopProof(doc.id)
      stopping = false
      if (!stopped.ok) error = stopped.error
    },
    follow,
    close: () => connection?.close(),
  }
}

function stepsIn(text: string): { id: string; title: string }[] {
  return (parse(text).lab?.fields.steps ?? []).map(({ id, title }) => ({ id, title }))
}

function sameFiles(one: Record<string, string>, other: Record<string, string>): boolean {
  const paths = Object.keys(one)
  return (
    paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path])
  )
}
