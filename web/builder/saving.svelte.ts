/** Saves a draft as it is written. Nothing is lost: what the server has not confirmed is kept in this browser. */
import type { Result } from '../../server/protocol.ts'
import type { Draft, DraftContent } from '../../server/protocol.ts'
import { forget, recall, remember } from '../state/remember.ts'

export type SaveState =
  | { is: 'saved'; at: number }
  | { is: 'unsaved' }
  | { is: 'saving' }
  /** The server could not be asked; it is tried again. */
  | { is: 'offline'; words: string }
  /** Somebody else saved meanwhile, and both changed the same; the author decides. */
  | { is: 'stale'; theirs: Draft }

/** What came of doing unsaved changes again on what the server has. */
export type Rebased =
  | { is: 'merged'; revision: number }
  /** `theirs` is to be compared with what is here. */
  | { is: 'clash'; theirs: Draft }
  | { is: 'offline'; words: string }

export interface SavePorts {
  draft: string
  revision: number
  content(): DraftContent
  put(revision: number, content: DraftContent): Promise<Result<{ revision: number }>>
  /** Does what is not saved again on what somebody else saved. */
  rebase(): Promise<Rebased>
}

/** A copy of what was not confirmed, for the next time this draft is opened here. */
export interface Rescue {
  revision: number
  content: DraftContent
}

const QUIET_MS = 400
const AGAIN_MS = 3000

const isRescue = (value: unknown): value is Rescue =>
  typeof value === 'object' && value !== null && 'revision' in value && 'content' in value

export function rescued(draft: string): Rescue | null {
  return recall<Rescue | null>(`draft:${draft}`, null, (value): value is Rescue => isRescue(value))
}

export function createSaving(ports: SavePorts) {
  const key = `draft:${ports.draft}`
  let state = $state.raw<SaveState>({ is: 'saved', at: Date.now() })
  let revision = ports.revision
  let timer: ReturnType<typeof setTimeout> | undefined
  let going: Promise<void> | undefined
  let changed = false

  const save = async () => {
    changed = false
    state = { is: 'saving' }
    const result = await ports.put(revision, ports.content())
    if (result.ok) {
      revision = result.value.revision
      if (!changed) forget(key)
      state = changed ? { is: 'unsaved' } : { is: 'saved', at: Date.now() }
      return
    }
    changed = true
    const { code, title } = result.error
    if (code === 'stale-draft') await rebase()
    else offline(title)
  }

  const offline = (words: string) => {
    state = { is: 'offline', words }
    later(AGAIN_MS)
  }
  const rebase = async () => {
    const rebased = await ports.rebase()
    if (rebased.is === 'offline') offline(rebased.words)
    else if (rebased.is === 'clash') state = { is: 'stale', theirs: rebased.theirs }
    else {
      revision = rebased.revision
      await save()
    }
  }

  const now = async (): Promise<void> => {
    clearTimeout(timer)
    if (going !== undefined) await going
    if (!changed || state.is === 'stale') return
    going = save().finally(() => (going = undefined))
    await going
    if (changed && state.is === 'unsaved') later(QUIET_MS)
  }

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void now(), ms)
  }

  return {
    get state() {
      return state
    },
    get revision() {
      return revision
    },
    /** Something was changed. */
    touch() {
      changed = true
      remember(key, { revision, content: ports.content() } satisfies Rescue)
      if (state.is === 'stale') return
      if (state.is !== 'saving') state = { is: 'unsaved' }
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
      clearTimeout(timer)
      forget(key)
    },
    stop: () => clearTimeout(timer),
  }
}

export type Saving = ReturnType<typeof createSaving>
