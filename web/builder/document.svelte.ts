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
import type { Layout, Position } from '../../labs/layout.ts'
import type { Draft, DraftContent, LabView, Result } from '../../server/protocol.ts'
import { drawsGoals, inGoal } from './drawn-goal.ts'
import {
  begin,
  command,
  move,
  redo,
  replace,
  select,
  typed,
  undo,
  type Editing,
} from './editing.ts'
import { createSketcher, type Sketch } from './sketch.ts'
import { openChanges } from './changes.ts'
import { sameContent } from './content.ts'
import type { Sent, Shelf } from './rescue.ts'
import { createSaving, type Saving } from './saving.svelte.ts'

/** A text of up to this many characters is checked at once; a longer one when no key has come for a while. */
const QUICK = 20_000
const REST_MS = 500
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

export interface Moved {
  label?: string
  gesture?: string
  stands?: Readonly<Record<string, Position>>
}

export interface DocumentPorts {
  put(revision: number, sent: Sent): Promise<Result<{ revision: number }>>
  /** The draft as the server has it now. */
  theirs(): Promise<Result<Draft>>
  /** Somebody else saved meanwhile, and both changes are in the draft now. */
  onMerged(): void
}

export function openDocument(draft: Draft, shelf: Shelf, ports: DocumentPorts) {
  // A save whose answer was lost may have left the very same on the server.
  const isNews = shelf.found !== null && !sameContent(shelf.found.content, draft)
  if (!isNews) shelf.forget()
  const rescue = isNews ? shelf.found : null
  const first: DraftContent = rescue?.content ?? draft
  let editing = $state.raw<Editing>(begin(first.text, first.layout, first.files))
  /** The text as it was last checked for mistakes. */
  let readText = $state(first.text)
  let reading: ReturnType<typeof setTimeout> | undefined
  let lastGood: LabView | null = null
  let lastDrawn: Sketch = { value: null, drawing: { hosts: {} }, wires: undefined }
  let goalStep = $state<string | null>(null)
  let notes = $state.raw<readonly string[]>([])

  // Moving a thing must not read the text anew, so each stage is derived by itself.
  const files = $derived(editing.files)
  const parsed = $derived(parse(readText, { files: Object.keys(files) }))
  const compiled = $derived(parsed.lab && compile(parsed.lab, { id: draft.id, seed: SEED, files }))
  const read = $derived.by((): Read => {
    const { lab, source, diagnostics } = parsed
    if (lab === undefined || compiled === undefined) {
      return { lab: null, source, diagnostics, view: lastGood, broken: true }
    }
    return { lab, source, diagnostics, view: toView(compiled, editing.layout), broken: false }
  })
  const sketch = createSketcher()
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

  const content = (): DraftContent => ({
    ...{ text: editing.text, layout: editing.layout, files: editing.files },
  })
  const changes = openChanges(draft, rescue, { ...ports, content, take: (merged) => take(merged) })
  const saving: Saving = createSaving({
    // What was found here was made on the revision it names, whatever was saved since.
    revision: rescue?.revision ?? draft.revision,
    content,
    put: changes.put,
    rebase: changes.rebase,
    shelf,
    sent: rescue?.sent ?? null,
  })
  if (rescue !== null) saving.touch()

  const show = (next: Editing) => {
    editing = next
    clearTimeout(reading)
    if (next.text.length <= QUICK) readText = next.text
    else reading = setTimeout(() => (readText = editing.text), REST_MS)
  }
  const set = (next: Editing, how?: Command) => {
    const { text, layout, files } = editing
    const written = next.text !== text
    if (written) changes.add(how ? { command: how } : { before: text, after: next.text })
    show(next)
    if (written || next.layout !== layout || next.files !== files) saving.touch()
  }
  const take = (merged: DraftContent) =>
    show(replace(editing, merged, { label: 'Take in what was saved elsewhere', time: Date.now() }))

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
    set(done.editing, wanted)
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
      return editing.files
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
    /** `stands`: where everything is drawn now, for what the layout does not name. */
    move(changes: readonly LayoutChange[], { label = 'Move', gesture, stands }: Moved = {}) {
      const how = { label, time: Date.now(), ...(gesture !== undefined && { gesture }) }
      set(move(editing, changes, how, stands))
    },
    type: (text: string) => set(typed(editing, text, Date.now())),
    select: (selection: readonly string[]) => set(select(editing, selection)),
    undo: () => set(undo(editing)),
    redo: () => set(redo(editing)),
    setFile(path: string, body: string | undefined) {
      const { [path]: _, ...others } = editing.files
      const files = body === undefined ? others : { ...others, [path]: body }
      const how = { label: `Change files/${path}`, time: Date.now() }
      set(replace(editing, { ...editing, files }, how))
    },
    /** Puts other content in place of all of it, as one step of the history. */
    replace: (other: DraftContent, label: string) =>
      set(replace(editing, other, { label, time: Date.now() })),
    /** Saves what is here over what somebody else saved. */
    async keepMine() {
      const { state } = saving
      if (state.is !== 'stale') return
      changes.overrule(state.theirs)
      await saving.overwrite(state.theirs.revision)
    },
    close() {
      clearTimeout(reading)
      stopKeeping()
      void saving.stop().finally(shelf.leave)
    },
  }
}

export type LabDocument = ReturnType<typeof openDocument>
