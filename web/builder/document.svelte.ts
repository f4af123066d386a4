/** The draft that is open: what is drawn, written, selected, wrong and saved. Every change to it comes through here. */
import type { Command, LayoutChange, Applied, Refused } from '../../labs/edit/index.ts'
import {
  compile,
  parse,
  toView,
  type Diagnostic,
  type Lab,
  type Source,
} from '../../labs/format/index.ts'
import type { Layout } from '../../labs/layout.ts'
import type { Draft, DraftContent, LabView, Result } from '../../server/protocol.ts'
import { drawsGoals, inGoal } from './drawn-goal.ts'
import { begin, command, move, redo, select, typed, undo, type Editing } from './editing.ts'
import { sketch, type Sketch } from './sketch.ts'
import { createSaving, rescued, type Saving } from './saving.svelte.ts'

/** What parameters are drawn from while a lab is written. */
const SEED = 'draft'

interface Read {
  lab: Lab | null
  diagnostics: readonly Diagnostic[]
  /** The way from a path to its place in the text. */
  source: Source
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
  let lastDrawn: Sketch = { value: null, drawing: { hosts: {} }, wires: undefined }
  let goalStep = $state<string | null>(null)
  let notes = $state.raw<readonly string[]>([])

  const read = $derived.by((): Read => {
    const { lab, source, diagnostics } = parse(editing.text)
    if (lab === undefined) return { lab: null, source, diagnostics, view: lastGood, broken: true }
    const view = toView(compile(lab, { id: draft.id, seed: SEED, files }), editing.layout)
    return { lab, source, diagnostics, view, broken: false }
  })
  const sketched = $derived(sketch(editing.text, goalStep))
  // Kept outside of the derivations, which must not write.
  const stopKeeping = $effect.root(() => {
    $effect(() => {
      if (!read.broken) lastGood = read.view
    })
    $effect(() => {
      if (sketched !== null) lastDrawn = sketched
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

  const run = (
    wanted: Command,
    label: string,
    gesture?: string,
    places?: readonly LayoutChange[],
  ): Applied | Refused => {
    const how = { label, time: Date.now(), ...(gesture !== undefined && { gesture }) }
    const done = command(editing, wanted, how, places)
    if ('refused' in done) return done
    notes = done.applied.notes
    set(done.editing)
    return done.applied
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
    /** What the canvas shows: the start, or in a goal the state that its step leads to; the last one that could be read. */
    get sketch(): Sketch {
      return sketched ?? lastDrawn
    },
    get drawing() {
      return (sketched ?? lastDrawn).drawing
    },
    /** The text cannot be read at all, so the drawing is an earlier one. */
    get unreadable() {
      return sketched === null
    },
    /** Id of the step whose goal is drawn; null while the start is. */
    get goalStep() {
      return goalStep
    },
    drawGoal(step: string | null) {
      goalStep = step
    },
    get diagnostics() {
      return read.diagnostics
    },
    get source() {
      return read.source
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
    run,
    /** The same for what is drawn: while a goal is drawn, the step's goal is changed instead of the start. */
    edit(wanted: Command, label: string, gesture?: string): Applied | Refused {
      if (goalStep === null || !drawsGoals(wanted)) return run(wanted, label, gesture)
      const goal = inGoal(editing.text, goalStep, wanted)
      if ('refused' in goal) return goal
      const done = run(goal.command, `${label} in the goal`, gesture, goal.layoutChanges)
      if ('refused' in done) return done
      notes = [...done.notes, ...goal.notes]
      return { ...done, layoutChanges: [...goal.layoutChanges] }
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
    close() {
      stopKeeping()
      saving.stop()
    },
  }
}

export type LabDocument = ReturnType<typeof openDocument>
