/** The draft that is open: what is drawn, written, selected, wrong and saved. Every change to it comes through here. */
import type { Command, LayoutChange, Applied, Refused } from '../../labs/edit/index.ts'
import { compile, parse, toView, type Diagnostic, type Lab } from '../../labs/format/index.ts'
import type { Layout } from '../../labs/layout.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { Draft, DraftContent, LabView, Result } from '../../server/protocol.ts'
import { begin, command, move, redo, select, typed, undo, type Editing } from './editing.ts'
import { createSaving, rescued, type Saving } from './saving.svelte.ts'

/** What parameters are drawn from while a lab is written. */
const SEED = 'draft'

interface Read {
  lab: Lab | null
  diagnostics: readonly Diagnostic[]
  /** As a learner would see it; the last good one while the text is broken. */
  view: LabView | null
  broken: boolean
}

export interface DocumentPorts {
  put(revision: number, content: DraftContent): Promise<Result<{ revision: number }>>
}

export function openDocument(draft: Draft, ports: DocumentPorts) {
  const rescue = rescued(draft.id)
  const first: DraftContent = rescue?.content ?? draft
  let editing = $state.raw<Editing>(begin(first.text, first.layout))
  let files = $state.raw(first.files)
  let lastGood: LabView | null = null
  let notes = $state.raw<readonly string[]>([])

  const read = $derived.by((): Read => {
    const { lab, diagnostics } = parse(editing.text)
    if (lab === undefined) return { lab: null, diagnostics, view: lastGood, broken: true }
    const view = toView(compile(lab, { id: draft.id, seed: SEED, files }), editing.layout)
    return { lab, diagnostics, view, broken: false }
  })
  // Kept outside of the derivation, which must not write.
  $effect.root(() => {
    $effect(() => {
      if (!read.broken) lastGood = read.view
    })
  })

  const content = (): DraftContent => ({ text: editing.text, layout: editing.layout, files })
  const saving: Saving = createSaving({
    draft: draft.id,
    revision: draft.revision,
    content,
    put: ports.put,
  })
  if (rescue !== null) saving.touch()

  const set = (next: Editing) => {
    const changed = next.text !== editing.text || next.layout !== editing.layout
    editing = next
    if (changed) saving.touch()
  }

  return {
    id: draft.id,
    saving,
    /** Whether changes were found here that the server had not confirmed. */
    rescued: rescue !== null,
    get text() {
      return editing.text
    },
    get layout(): Layout {
      return editing.layout
    },
    get files() {
      return files
    },
    get selection() {
      return editing.selection
    },
    get lab() {
      return read.lab
    },
    get view() {
      return read.view
    },
    get drawing(): LabState {
      return read.view?.drawing ?? { hosts: {} }
    },
    get diagnostics() {
      return read.diagnostics
    },
    /** The text cannot be read as a lab: the drawing is the last good one. */
    get broken() {
      return read.broken
    },
    /** What the last command changed besides what was asked, in words. */
    get notes() {
      return notes
    },
    get undoLabel() {
      return editing.history.past.at(-1)?.label
    },
    get redoLabel() {
      return editing.history.future.at(0)?.label
    },
    run(wanted: Command, label: string, gesture?: string): Applied | Refused {
      const how = { label, time: Date.now(), ...(gesture !== undefined && { gesture }) }
      const done = command(editing, wanted, how)
      if ('refused' in done) return done
      notes = done.applied.notes
      set(done.editing)
      return done.applied
    },
    move(changes: readonly LayoutChange[], gesture?: string) {
      const how = { label: 'Move', time: Date.now(), ...(gesture !== undefined && { gesture }) }
      set(move(editing, changes, how))
    },
    type: (text: string) => set(typed(editing, text, Date.now())),
    select: (selection: readonly string[]) => set(select(editing, selection)),
    undo: () => set(undo(editing)),
    redo: () => set(redo(editing)),
    setFile(path: string, body: string | undefined) {
      const { [path]: _, ...others } = files
      files = body === undefined ? others : { ...others, [path]: body }
      saving.touch()
    },
    close: () => saving.stop(),
  }
}

export type LabDocument = ReturnType<typeof openDocument>
