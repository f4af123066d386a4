/** A draft under the author's hands: text, layout, selection and one history of both. Pure; `document.svelte.ts` holds one. */
import {
  apply,
  applyLayout,
  emptyHistory,
  record,
  redo as redone,
  undo as undone,
  type Applied,
  type Command,
  type History,
  type LayoutChange,
  type Refused,
  type Snapshot,
} from '../../labs/edit/index.ts'
import type { Layout, Position } from '../../labs/layout.ts'

export type Files = Readonly<Record<string, string>>

export interface Editing extends Snapshot {
  files: Files
  history: History
}

export interface How {
  /** What the undo list calls it: "Add container db". */
  label: string
  /** Changes of one gesture are one step of the history. */
  gesture?: string
  /** Milliseconds since the epoch. */
  time: number
}

export function begin(text: string, layout: Layout, files: Files = {}): Editing {
  return { text, layout, files, selection: [], history: emptyHistory() }
}

/** Runs a command on the text; a refusal changes nothing and says why. */
export function command(
  editing: Editing,
  wanted: Command,
  how: How,
  places: readonly LayoutChange[] = [],
): { editing: Editing; applied: Applied } | Refused {
  const applied = apply(editing.text, wanted)
  if ('refused' in applied) return applied
  const layout = applyLayout(editing.layout, [...applied.layoutChanges, ...places])
  const after = { ...editing, text: applied.text, layout }
  return { editing: keep(editing, after, wanted.do, JSON.stringify(wanted), how), applied }
}

/**
 * Moves things on the canvas; the text stays. What has no place in the layout yet stands where it is drawn, and keeps
 * that place (`stands`) from now on, after an undo as well.
 */
export function move(
  editing: Editing,
  changes: readonly LayoutChange[],
  how: How,
  stands: Readonly<Record<string, Position>> = {},
): Editing {
  const { positions } = editing.layout
  const real = changes.filter((change) => !('place' in change) || differs(change, positions))
  if (real.length === 0) return editing
  const before = {
    ...editing,
    layout: { ...editing.layout, positions: { ...stands, ...positions } },
  }
  const layout = applyLayout(before.layout, real)
  const target = real.map((change) => ('place' in change ? change.place : '')).join()
  return keep(before, { ...before, layout }, 'move', target, how)
}

function differs({ place, at }: { place: string; at: Position }, positions: Layout['positions']) {
  const now = positions[place]
  return now === undefined || now.x !== at.x || now.y !== at.y
}

/** What was typed in the text editor. */
export function typed(editing: Editing, text: string, time: number): Editing {
  const how = { label: 'Type', time }
  return keep(editing, { ...editing, text }, 'type', 'text', how)
}

/** Everything at once, as from a version or from somebody else. */
export function replace(
  editing: Editing,
  { text, layout, files }: Pick<Editing, 'text' | 'layout' | 'files'>,
  how: How,
): Editing {
  return keep(editing, { ...editing, text, layout, files }, 'replace', how.label, how)
}

export function select(editing: Editing, selection: readonly string[]): Editing {
  return { ...editing, selection }
}

export function undo(editing: Editing): Editing {
  return step(editing, undone(editing.history))
}

export function redo(editing: Editing): Editing {
  return step(editing, redone(editing.history))
}

function step(editing: Editing, went: { history: History; to: Snapshot } | undefined): Editing {
  return went === undefined ? editing : { ...editing, ...went.to, history: went.history }
}

function keep(
  editing: Editing,
  { text, layout, files, selection }: Editing,
  kind: string,
  target: string,
  { label, gesture, time }: How,
): Editing {
  const before = {
    ...{ text: editing.text, layout: editing.layout },
    ...{ files: editing.files, selection: editing.selection },
  }
  const after = { text, layout, files, selection }
  const change = { label, kind, target, time, after, ...(gesture !== undefined && { gesture }) }
  return { ...after, history: record(editing.history, before, change) }
}
