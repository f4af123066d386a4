/** The builder around a draft: what is open, what is pointed at, what is said; and what actions do with the draft. */
import type { Command, Refused } from '../../labs/edit/index.ts'
import { dependents } from '../../labs/edit/index.ts'
import type { Thing } from '../../labs/edit/lab.ts'
import type { CanvasHandle } from '../canvas/editing/handle.ts'
import type { Scene } from '../canvas/scene.ts'
import { createToasts } from '../ui/toasts.svelte.ts'
import type { Places } from './arranging.ts'
import { adding, homeFor, homeless, type New } from './adding.ts'
import { borrowed } from './borrowed.ts'
import { plainScene } from './drawn-scene.ts'
import { ways, type Joined } from './connecting.ts'
import { openCopies } from './copying.ts'
import type { LabDocument } from './document.svelte.ts'
import { inUnits, pinnedLayout } from './clipboard.ts'
import { withLens } from './lens.ts'
import { removal } from './removing.ts'
import { hostAround, thingOf, writtenId } from './things.ts'

export type Open = 'add' | 'connect' | 'ways' | 'commands' | 'find' | 'shortcuts'
export type Pane = 'selected' | 'steps' | 'problems'

export function openDesk(doc: LabDocument) {
  const toasts = createToasts()
  let open = $state<Open | null>(null)
  let pane = $state<Pane>('selected')
  let text = $state(false)
  let connecting = $state(false)
  let lens = $state(false)
  let renaming = $state(0)
  let said = $state('')
  let canvas = $state.raw<CanvasHandle | null>(null)
  let choices = $state.raw<readonly Joined[]>([])
  let gestures = 0
  const plain = $derived(plainScene(doc.sketch))
  const whole = $derived(borrowed(plain, doc.drawing))
  const scene: Scene = $derived(lens ? withLens(whole, doc.drawing) : whole)

  const refuse = ({ refused }: Refused) => {
    toasts.say(refused.reason, 'unknown')
    return false
  }
  const tell = (label: string) => {
    said = [label, ...doc.notes].join('. ')
    if (doc.notes.length > 0) toasts.say(`${label}. ${doc.notes.join(' ')}`)
  }
  /** Answers whether it was done; a refusal is said. */
  const edit = (command: Command, label: string, gesture?: string): boolean => {
    const done = doc.edit(command, label, gesture)
    if ('refused' in done) return refuse(done)
    tell(label)
    return true
  }
  const select = (ids: readonly string[]) => {
    doc.select(ids)
    // Who writes a step picks targets in the drawing and stays with the step.
    if (ids.length > 0 && pane === 'problems') pane = 'selected'
  }
  const writtenAs = (id: string) => writtenId(id, doc.sketch.value)
  /** The host that something new goes to. */
  const host = (): string | undefined =>
    doc.selection
      .map((id) => hostAround(writtenAs(id)))
      .find((one) => one !== undefined && one in doc.drawing.hosts) ??
    Object.keys(doc.drawing.hosts)[0]
  const things = (): Thing[] =>
    doc.selection
      .map((id) => thingOf(writtenAs(id)))
      .filter((thing): thing is Thing => thing !== undefined)

  /** Keeps the place that a new thing got, so that it is there the next time as well. */
  const pin = (ids: readonly string[], gesture: string) => {
    const places = inUnits(canvas?.placesWith(plain, doc.layout) ?? {})
    const fresh = ids.filter((id) => places[id] && doc.layout.positions[id] === undefined)
    doc.move(
      fresh.map((id) => ({ place: id, at: places[id] ?? { x: 0, y: 0 } })),
      gesture,
    )
  }

  const copies = openCopies({
    text: () => doc.text,
    layout: () => doc.layout,
    pinned: () => pinnedLayout(doc, canvas, plain),
    ...{ things, host },
    edit: doc.edit,
    done(label, { layoutChanges }) {
      tell(label)
      select(layoutChanges.flatMap((change) => ('place' in change ? [change.place] : [])))
    },
    refuse,
    gesture: (kind) => `${kind} ${String((gestures += 1))}`,
  })

  const desk = {
    doc,
    toasts,
    get scene() {
      return scene
    },
    get open() {
      return open
    },
    set open(next: Open | null) {
      open = next
    },
    get pane() {
      return pane
    },
    set pane(next: Pane) {
      pane = next
    },
    get text() {
      return text
    },
    set text(next: boolean) {
      text = next
    },
    get connecting() {
      return connecting
    },
    set connecting(next: boolean) {
      connecting = next
      said = next ? 'Connect mode. Press on one thing, then on another.' : 'Connect mode is off.'
    },
    get lens() {
      return lens
    },
    set lens(next: boolean) {
      lens = next
    },
    /** Counts the wishes to rename what is selected. */
    get renaming() {
      return renaming
    },
    rename() {
      pane = 'selected'
      renaming += 1
    },
    /** Polite news for those who listen. */
    get said() {
      return said
    },
    say(words: string) {
      said = words
    },
    get canvas() {
      return canvas
    },
    set canvas(next: CanvasHandle | null) {
      canvas = next
    },
    edit,
    writtenAs,
    select,
    host,
    things,
    add(wanted: New, around = host()) {
      const where = homeFor(wanted.kind, doc.drawing, around)
      if (where === undefined && wanted.kind !== 'host') {
        toasts.say(homeless(wanted.kind), 'unknown')
        return
      }
      if (wanted.kind === 'host' && doc.goalStep !== null) {
        toasts.say('Hosts are there from the start. Leave the goal to add one.', 'unknown')
        return
      }
      const { command, id, label } = adding(
        doc.sketch.value,
        where ?? '',
        wanted,
        doc.goalStep !== null,
      )
      const gesture = `add ${String((gestures += 1))}`
      if (!edit(command, label, gesture)) return
      pin([id], gesture)
      select([id])
      // What is new wants a name first.
      pane = 'selected'
    },
    /** Joins two things; where that can mean several things, the author is asked which. */
    connect(from: string, to: string) {
      const found = ways(doc.sketch.value, from, to)
      if ('refused' in found) return refuse(found)
      const [first, second] = found
      if (first !== undefined && second === undefined) return edit(first.command, first.label)
      choices = found
      open = 'ways'
      return true
    },
    /** The ways to join what was last connected. */
    get ways() {
      return choices
    },
    /** Leaves the goal that is drawn, back to its step. */
    endGoal() {
      doc.drawGoal(null)
      pane = 'steps'
    },
    /** Takes what is selected away; what goes with it is said, and undo brings all of it back. */
    remove() {
      const gesture = `remove ${String((gestures += 1))}`
      const ids = [...doc.selection]
      const gone = ids.filter((id) => {
        const wanted = removal(doc.sketch.value, writtenAs(id), doc.goalStep !== null)
        if ('refused' in wanted) return refuse(wanted)
        return edit(wanted.command, wanted.label, gesture)
      })
      if (gone.length > 0) doc.select(ids.filter((id) => !gone.includes(id)))
    },
    /** Where things stand, in layout units, relative to their hosts. */
    places(): Places {
      return inUnits(canvas?.placesWith(plain, doc.layout) ?? {})
    },
    dependentsOf(id: string): string[] {
      const thing = thingOf(writtenAs(id))
      if (!thing || doc.goalStep !== null) return []
      const found = dependents(doc.text, thing)
      return 'refused' in found ? [] : found
    },
    duplicate: copies.duplicate,
    paste: copies.paste,
    /** Things as text for the clipboard; undefined where nothing that can be copied is selected. */
    copied(): string | undefined {
      const made = copies.copied()
      if (made !== undefined) said = `${String(made.count)} copied`
      return made?.text
    },
    undo() {
      said = doc.undoLabel === undefined ? 'Nothing to undo' : `Undid: ${doc.undoLabel}`
      doc.undo()
    },
    redo() {
      said = doc.redoLabel === undefined ? 'Nothing to redo' : `Redid: ${doc.redoLabel}`
      doc.redo()
    },
  }
  return desk
}

export type Desk = ReturnType<typeof openDesk>
