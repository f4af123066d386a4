/** The builder around a draft: what is open, what is pointed at, what is said; and what actions do with the draft. */
import type { Command, Refused } from '../../labs/edit/index.ts'
import { copy, dependents, type Clip } from '../../labs/edit/index.ts'
import type { Thing } from '../../labs/edit/lab.ts'
import { render } from '../canvas/elements.ts'
import type { CanvasHandle } from '../canvas/editing/handle.ts'
import type { Scene } from '../canvas/scene.ts'
import { createToasts } from '../ui/toasts.svelte.ts'
import type { Places } from './arranging.ts'
import { adding, type New } from './adding.ts'
import { join, parted } from './connecting.ts'
import type { LabDocument } from './document.svelte.ts'
import { clipOf, inUnits, pinnedLayout } from './clipboard.ts'
import { withLens } from './lens.ts'
import { hostAround, hostOf, thingOf, words } from './things.ts'

export type Open = 'add' | 'connect' | 'commands' | 'find' | 'shortcuts'
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
  let clip: Clip | null = null
  let gestures = 0
  const plain = $derived(
    render(doc.drawing, {
      drawing: doc.drawing,
      planned: true,
      ...(doc.sketch.wires ? { wires: doc.sketch.wires } : {}),
    }),
  )
  const scene: Scene = $derived(lens ? withLens(plain, doc.drawing) : plain)

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
  /** The host that something new goes to. */
  const host = (): string | undefined =>
    doc.selection.map(hostAround).find((one) => one !== undefined && one in doc.drawing.hosts) ??
    Object.keys(doc.drawing.hosts)[0]
  const things = (): Thing[] =>
    doc.selection.map(thingOf).filter((thing): thing is Thing => thing !== undefined)

  /** Keeps the place that a new thing got, so that it is there the next time as well. */
  const pin = (ids: readonly string[], gesture: string) => {
    const places = inUnits(canvas?.placesWith(plain, doc.layout) ?? {})
    const fresh = ids.filter((id) => places[id] && doc.layout.positions[id] === undefined)
    doc.move(
      fresh.map((id) => ({ place: id, at: places[id] ?? { x: 0, y: 0 } })),
      gesture,
    )
  }

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
    select,
    host,
    things,
    add(wanted: New, where = host()) {
      if (where === undefined && wanted.kind !== 'host') {
        toasts.say('Add a host first: containers, networks and volumes live in one.', 'unknown')
        return
      }
      if (wanted.kind === 'host' && doc.goalStep !== null) {
        toasts.say('Hosts are there from the start. Leave the goal to add one.', 'unknown')
        return
      }
      const { command, id, label } = adding(doc.sketch.value, where ?? '', wanted)
      const gesture = `add ${String((gestures += 1))}`
      if (!edit(command, label, gesture)) return
      pin([id], gesture)
      select([id])
    },
    connect(from: string, to: string) {
      const joined = join(doc.sketch.value, from, to)
      if ('refused' in joined) return refuse(joined)
      return edit(joined.command, joined.label)
    },
    /** Takes what is selected away; what goes with it is said, and undo brings all of it back. */
    remove() {
      const gesture = `remove ${String((gestures += 1))}`
      const ids = [...doc.selection]
      const gone = ids.filter((id) => removal(doc, id, edit, gesture))
      if (gone.length > 0) doc.select(ids.filter((id) => !gone.includes(id)))
    },
    /** Where things stand, in layout units, relative to their hosts. */
    places(): Places {
      return inUnits(canvas?.placesWith(plain, doc.layout) ?? {})
    },
    dependentsOf(id: string): string[] {
      const thing = thingOf(id)
      if (!thing || doc.goalStep !== null) return []
      const found = dependents(doc.text, thing)
      return 'refused' in found ? [] : found
    },
    duplicate() {
      const all = things()
      if (all.length === 0) return
      const done = doc.edit(
        { do: 'duplicate', things: all, layout: doc.layout, offset: { x: 1, y: 1 } },
        `Duplicate ${all.length === 1 ? words(doc.selection[0] ?? '') : `${String(all.length)} things`}`,
        `duplicate ${String((gestures += 1))}`,
      )
      if ('refused' in done) return refuse(done)
      select(done.layoutChanges.flatMap((change) => ('place' in change ? [change.place] : [])))
      tell('Duplicated')
    },
    /** Things as text for the clipboard; undefined where nothing that can be copied is selected. */
    copied(): string | undefined {
      const all = things()
      if (all.length === 0) return undefined
      const made = copy(doc.text, pinnedLayout(doc, canvas, plain), all)
      if ('refused' in made) return undefined
      clip = made
      said = `${String(made.things.length)} copied`
      return JSON.stringify(made, null, 2)
    },
    /** What was copied here, or text from the clipboard. */
    paste(from?: string) {
      const read = from === undefined ? clip : clipOf(from)
      const where = host()
      if (read === null || where === undefined) {
        toasts.say('The clipboard holds nothing that was copied from a lab.', 'unknown')
        return
      }
      const done = doc.edit(
        { do: 'paste', host: where, clip: read, offset: { x: 1, y: 1 } },
        `Paste ${String(read.things.length)}`,
        `paste ${String((gestures += 1))}`,
      )
      if ('refused' in done) return refuse(done)
      tell(`Pasted into ${where}`)
      select(done.layoutChanges.flatMap((change) => ('place' in change ? [change.place] : [])))
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

function removal(
  doc: LabDocument,
  id: string,
  edit: (command: Command, label: string, gesture: string) => boolean,
  gesture: string,
): boolean {
  const thing = thingOf(id)
  if (id.includes('~')) {
    const gone = parted(id)
    return gone !== undefined && edit(gone.command, gone.label, gesture)
  }
  if (thing) return edit({ do: 'removeThing', ...thing }, `Remove ${words(id)}`, gesture)
  const host = hostOf(id)
  if (host === undefined || doc.goalStep !== null) return false
  return edit({ do: 'removeHost', name: host }, `Remove host ${host}`, gesture)
}

export type Desk = ReturnType<typeof openDesk>
