/** One undo stack for text and layout. Pure: every function gives a new history. */
import type { Layout } from '../layout.ts'

export interface Snapshot {
  text: string
  layout: Layout
  /** Path below `files/` → content; absent where there are none to keep track of. */
  files?: Readonly<Record<string, string>>
  /** Keys of what was selected. */
  selection: readonly string[]
}

export interface Entry {
  label: string
  before: Snapshot
  after: Snapshot
  kind: string
  target: string
  gesture?: string
  /** When it was last added to, in ms. */
  time: number
}

export interface History {
  past: readonly Entry[]
  future: readonly Entry[]
  limit: number
}

export interface Change extends Omit<Entry, 'before' | 'after'> {
  after: Snapshot
}

const together = 800

export function emptyHistory(limit = 200): History {
  return { past: [], future: [], limit }
}

/**
 * Adds what was done to `before`. It joins the last entry where both are of one gesture, or of one kind on one
 * target within 800 ms. What was undone before can no longer be redone.
 */
export function record(history: History, before: Snapshot, change: Change): History {
  const { after } = change
  const isSame = before.text === after.text && before.layout === after.layout
  if (isSame && before.files === after.files) return history
  const last = history.past.at(-1)
  const entry = { ...change, before }
  if (last === undefined || history.future.length > 0 || !joins(last, change)) {
    return { ...history, past: [...history.past, entry].slice(-history.limit), future: [] }
  }
  const joined = { ...entry, before: last.before }
  return { ...history, past: [...history.past.slice(0, -1), joined] }
}

function joins(last: Entry, change: Change): boolean {
  if (last.gesture !== undefined || change.gesture !== undefined) {
    return last.gesture === change.gesture
  }
  const same = last.kind === change.kind && last.target === change.target
  return same && change.time - last.time <= together
}

/** The state before the last entry; undefined where there is none. */
export function undo(
  history: History,
): { history: History; to: Snapshot; label: string } | undefined {
  const entry = history.past.at(-1)
  if (entry === undefined) return undefined
  const past = history.past.slice(0, -1)
  const future = [entry, ...history.future]
  return { history: { ...history, past, future }, to: entry.before, label: entry.label }
}

export function redo(
  history: History,
): { history: History; to: Snapshot; label: string } | undefined {
  const [entry, ...future] = history.future
  if (entry === undefined) return undefined
  const past = [...history.past, entry]
  return { history: { ...history, past, future }, to: entry.after, label: entry.label }
}
