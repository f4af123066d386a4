/** Saves a draft as it is written. Nothing is lost: what the server has not confirmed is kept in this browser. */
import type { Draft, DraftContent, Result, WireError } from '../../server/protocol.ts'
import type { Sent, Shelf } from './rescue.ts'
import { token } from '../token.ts'
import { isFinal } from './refused.ts'

export type SaveState =
  | { is: 'saved'; at: number }
  | { is: 'unsaved' }
  | { is: 'saving' }
  /** The server could not be asked, or failed; it is tried again. */
  | { is: 'offline'; error: WireError }
  /** The server will not have it as it is; asking again by itself would not change that. */
  | { is: 'refused'; error: WireError }
  /** Somebody else saved meanwhile, and both changed the same; the author decides. */
  | { is: 'stale'; theirs: Draft }

/** What came of doing unsaved changes again on what the server has. */
export type Rebased =
  /** What the server has is what is here, or was brought together with it here. */
  | { is: 'same' | 'merged'; revision: number }
  /** `theirs` is to be compared with what is here. */
  | { is: 'clash'; theirs: Draft }
  | { is: 'failed'; error: WireError }

export interface SavePorts {
  revision: number
  content(): DraftContent
  /** Saves; asked again under the same name of the attempt, the server does it once. */
  put(revision: number, sent: Sent): Promise<Result<{ revision: number }>>
  /** Does what is not saved again on what somebody else saved. */
  rebase(): Promise<Rebased>
  shelf: Pick<Shelf, 'keep' | 'forget'>
  /** A save that nobody knows the outcome of. */
  sent: Sent | null
}

const QUIET_MS = 400
const AGAIN_MS = 3000

export function createSaving(ports: SavePorts) {
  let state = $state.raw<SaveState>({ is: 'saved', at: Date.now() })
  let kept = $state(true)
  let revision = ports.revision
  let sent = ports.sent
  let timer: ReturnType<typeof setTimeout> | undefined
  let going: Promise<void> | undefined
  /** Something is here that is not in `sent` and not saved. */
  let changed = false
  let stopped = false

  const inTrouble = () => state.is === 'offline' || state.is === 'refused'
  const keep = () => {
    const content = ports.content()
    kept = ports.shelf.keep({ revision, content, ...(sent && { sent }) })
  }
  const done = () => {
    if (changed) {
      keep()
      state = { is: 'unsaved' }
      return
    }
    ports.shelf.forget()
    kept = true
    state = { is: 'saved', at: Date.now() }
  }

  const save = async (): Promise<void> => {
    const wasAsked = sent !== null
    if (sent === null) {
      changed = false
      sent = { attempt: token(), content: ports.content() }
      keep()
    }
    // What is wrong is said until it is over, and not taken back for every try.
    if (!inTrouble()) state = { is: 'saving' }
    const result = await ports.put(revision, sent)
    if (result.ok) {
      revision = result.value.revision
      sent = null
      done()
      // Only what was asked for before has its answer now.
      if (wasAsked && changed) await save()
      return
    }
    const { error } = result
    if (error.code !== 'stale-draft') return failed(error)
    sent = null
    changed = true
    await rebase()
  }

  const failed = (error: WireError) => {
    if (isFinal(error)) {
      sent = null
      changed = true
      state = { is: 'refused', error }
      return
    }
    state = { is: 'offline', error }
    later(AGAIN_MS)
  }
  const rebase = async () => {
    const rebased = await ports.rebase()
    if (rebased.is === 'failed') return failed(rebased.error)
    if (rebased.is === 'clash') {
      state = { is: 'stale', theirs: rebased.theirs }
      return
    }
    revision = rebased.revision
    if (rebased.is === 'merged') return save()
    changed = false
    done()
  }

  const now = async (): Promise<void> => {
    clearTimeout(timer)
    if (going !== undefined) await going
    if ((!changed && sent === null) || state.is === 'stale') return
    going = save().finally(() => (going = undefined))
    await going
    if (changed && state.is === 'unsaved') later(QUIET_MS)
  }

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void now(), ms)
  }

  return {
    get state() {
      return state
    },
    get revision() {
      return revision
    },
    /** Whether what is not saved is at least kept in this browser. */
    get kept() {
      return kept
    },
    /** Something was changed. */
    touch() {
      changed = true
      keep()
      if (state.is === 'stale') return
      // A shorter text may be taken; whatever else is refused waits for the author.
      if (state.is === 'refused' && state.error.code !== 'too-large') return
      if (state.is !== 'saving' && !inTrouble()) state = { is: 'unsaved' }
      later(QUIET_MS)
    },
    /** Saves what is not saved; answers whether the server has what is here: before a try, a proof, a version. */
    async now(): Promise<boolean> {
      await now()
      return state.is === 'saved'
    },
    /** Saves over what somebody else saved meanwhile, knowing its revision. */
    async overwrite(theirs: number) {
      revision = theirs
      state = { is: 'unsaved' }
      changed = true
      await now()
    },
    /** Gives up what was not confirmed, here and in this browser's copy. */
    discard() {
      changed = false
      sent = null
      clearTimeout(timer)
      ports.shelf.forget()
    },
    /** Saves once more what is not saved, and no longer by itself. */
    async stop() {
      stopped = true
      await now()
    },
  }
}

export type Saving = ReturnType<typeof createSaving>
