/** The builder around a draft: what is open, what is pointed at, what is said; and what actions do with the draft. */
import type { Applied, Command, Refused } from '../../labs/edit/index.ts'
import type { Thing } from '../../labs/edit/lab.ts'
import type { CanvasHandle } from '../canvas/editing/handle.ts'
import type { Scene } from '../canvas/scene.ts'
import { createToasts } from '../ui/toasts.svelte.ts'
import { adding, homeFor, homeless, sizes, type New } from './adding.ts'
import { borrowed } from './borrowed.ts'
import { plainScene } from './drawn-scene.ts'
import { ways, type Joined } from './connecting.ts'
import { openCopies } from './copying.ts'
import type { LabDocument } from './document.svelte.ts'
import { drawnText } from './drawn-goal.ts'
import { withLens } from './lens.ts'
import { openClearing } from './clearing.ts'
import { openPointing } from './pointing.svelte.ts'
import { openPlaces } from './placing.ts'
import { inTurn } from './removing.ts'
import { hostAround, thingOf, words, writtenId } from './things.ts'

export type Open = 'add' | 'connect' | 'ways' | 'commands' | 'find' | 'shortcuts'
export type Pane = 'selected' | 'steps' | 'problems'

const NO_HOSTS = 'Hosts are there from the start. Leave the goal to add one.'

export function openDesk(doc: LabDocument) {
  const toasts = createToasts()
  const pointing = openPointing(() => canvas)
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
  /** The same words twice are news twice, and only a change is read out. */
  const say = (words: string) => (said = words === said ? `${words}\u00a0` : words)
  const tell = (label: string, notes = doc.notes) => {
    say([label, ...notes].join('. '))
    if (notes.length > 0) toasts.say(`${label}. ${notes.join(' ')}`)
  }
  /** Undefined where it was refused, which is said. */
  const attempt = (command: Command, label: string, of?: string): Applied | undefined => {
    const done = doc.edit(command, label, of)
    if ('refused' in done) {
      refuse(done)
      return undefined
    }
    tell(label)
    return done
  }
  /** Answers whether it was done; a refusal is said. */
  const edit = (command: Command, label: string, of?: string) =>
    attempt(command, label, of) !== undefined
  const select = (ids: readonly string[]) => {
    pointing.cursor = null
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

  const hosts = () => doc.selection.filter((id) => id in doc.drawing.hosts)
  const gesture = (kind: string) => `${kind} ${String((gestures += 1))}`
  const warn = (reason: string) => toasts.say(reason, 'unknown')

  const places = openPlaces({
    ...{ doc, attempt, select, say, gesture, refuse: warn },
    canvas: () => canvas,
    scene: () => plain,
  })
  const clearing = openClearing({
    ...{ doc, tell, refuse, gesture },
    isDrawn: (id) => scene.things.some((thing) => thing.id === id),
  })
  const copies = openCopies({
    ...{ things, hosts, host, refuse, gesture },
    ...{ edit: doc.edit, sheet: places.sheet },
    text: () => (doc.goalStep === null ? doc.text : drawnText(doc.sketch.value)),
    layout: () => ({
      ...doc.layout,
      positions: { ...places.stands(), ...doc.layout.positions },
    }),
    noHosts: () => (doc.goalStep === null ? undefined : NO_HOSTS),
    aimed: () => pointing.aimed(sizes.container),
    remove: clearing.remove,
    say,
    done(label, { layoutChanges }, of) {
      tell(label)
      places.pin(label, of)
      const placed = layoutChanges.flatMap((change) => ('place' in change ? [change.place] : []))
      select(inTurn(placed))
    },
  })

  const desk = {
    ...{ doc, toasts, pointing, edit, writtenAs, select, say, host, things, hosts },
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
      say(next ? 'Connect mode. Press on one thing, then on another.' : 'Connect mode is off.')
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
    get canvas() {
      return canvas
    },
    set canvas(next: CanvasHandle | null) {
      canvas = next
    },
    /** Adds a thing to what is selected, or takes it out. */
    toggle(id: string) {
      const isIn = doc.selection.includes(id)
      doc.select(isIn ? doc.selection.filter((one) => one !== id) : [...doc.selection, id])
      pointing.cursor = id
      say(
        `${words(id)}, ${isIn ? 'not selected' : 'selected'}, ${String(doc.selection.length)} in all`,
      )
    },
    add(wanted: New, around = host()) {
      const aimed = wanted.at === undefined ? pointing.aimed(sizes[wanted.kind]) : undefined
      const where = homeFor(wanted.kind, doc.drawing, aimed?.host ?? around)
      if (where === undefined && wanted.kind !== 'host') return warn(homeless(wanted.kind))
      if (wanted.kind === 'host' && doc.goalStep !== null) return warn(NO_HOSTS)
      const fits = wanted.kind === 'host' ? aimed?.host === undefined : aimed?.host === where
      const one = aimed && fits ? { ...wanted, at: aimed.at } : wanted
      const isGoal = doc.goalStep !== null
      const { command, id, label } = adding(doc.sketch.value, where ?? '', one, isGoal)
      const of = gesture('add')
      if (!edit(command, label, of)) return
      places.pin(label, of)
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
    remove: clearing.remove,
    get losses() {
      return clearing.losses
    },
    places,
    duplicate: copies.duplicate,
    paste: copies.paste,
    copied: copies.copied,
    cut: copies.cut,
    undo() {
      say(doc.undoLabel === undefined ? 'Nothing to undo' : `Undid: ${doc.undoLabel}`)
      doc.undo()
    },
    redo() {
      say(doc.redoLabel === undefined ? 'Nothing to redo' : `Redid: ${doc.redoLabel}`)
      doc.redo()
    },
  }
  return desk
}

export type Desk = ReturnType<typeof openDesk>
