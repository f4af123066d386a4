/** Where things stand, and what moves them: dragged, aligned, by a step, or to another host. */
import type { Applied, Command, LayoutChange } from '../../labs/edit/index.ts'
import type { Position } from '../../labs/layout.ts'
import { left, top } from '../canvas/box.ts'
import type { CanvasHandle } from '../canvas/editing/handle.ts'
import type { PutDown } from '../canvas/editing/moves.ts'
import { isHost } from '../canvas/editing/ground.ts'
import { toUnits } from '../canvas/editing/snap.ts'
import { grouped } from '../canvas/group.ts'
import { hostIn, type Scene } from '../canvas/scene.ts'
import { EMPTY_SHEET, type Sheet } from '../canvas/sheet.ts'
import { align, distribute, movable, nudge, type Edge } from './arranging.ts'
import type { LabDocument } from './document.svelte.ts'
import { thingOf, words } from './things.ts'

export interface PlacePorts {
  doc: LabDocument
  canvas(): CanvasHandle | null
  /** What is drawn, without the lens. */
  scene(): Scene
  /** Undefined where it was refused, which was said. */
  attempt(command: Command, label: string, gesture: string): Applied | undefined
  select(ids: readonly string[]): void
  say(words: string): void
  refuse(reason: string): void
  gesture(kind: string): string
}

export function openPlaces(ports: PlacePorts) {
  const { doc, say } = ports
  const sheet = (): Sheet => ports.canvas()?.sheetOf(ports.scene(), doc.layout) ?? EMPTY_SHEET
  const stands = () => standsIn(sheet())
  const move = (changes: readonly LayoutChange[], label: string, gesture?: string) =>
    doc.move(changes, { label, stands: stands(), ...(gesture !== undefined && { gesture }) })
  const chosen = () => movable(doc.selection, sheet())
  const moving = (ids: readonly string[]) =>
    ids.length === 1 ? `Move ${words(ids[0] ?? '')}` : `Move ${String(ids.length)} things`
  /** Says so where nothing could move, too. */
  const step = (changes: readonly LayoutChange[], label: string, done: string) => {
    move(changes, label)
    say(changes.length > 0 ? done : 'There is no room that way')
  }

  return {
    sheet,
    stands,
    move,
    /** How many of what is selected can be moved. */
    get movable() {
      const all = new Set(doc.selection)
      const inHost = (id: string) => id.includes('/') && !id.includes('~') && !all.has(hostIn(id))
      return doc.selection.filter((id) => id in doc.drawing.hosts || inHost(id)).length
    },
    /** Gives everything that is drawn the place it has, so that it is there the next time as well. */
    pin(label: string, gesture: string) {
      const places = Object.entries(stands())
      const fresh = places.filter(([id]) => doc.layout.positions[id] === undefined)
      doc.move(
        fresh.map(([place, at]) => ({ place, at })),
        { label, gesture },
      )
    },
    align(edge: Edge, title: string) {
      step(align(doc.selection, sheet(), edge), title, title)
    },
    distribute(axis: 'x' | 'y', title: string) {
      step(distribute(doc.selection, sheet(), axis), title, title)
    },
    nudge(by: Position, way: string) {
      step(nudge(doc.selection, sheet(), by), moving(chosen()), `Moved ${way}`)
    },
    /** What was dragged: to other places, and maybe into other hosts. */
    putDown({ places, homes }: PutDown) {
      const gesture = ports.gesture('move')
      const ids = Object.keys(places)
      const changes = ids.map((place) => ({ place, at: places[place] ?? { x: 0, y: 0 } }))
      if (ids.length > 0) move(changes, moving(ids), homes.length > 0 ? gesture : undefined)
      for (const [host, moved] of grouped(homes, (one) => one.host)) rehome(host, moved, gesture)
    },
  }

  function rehome(to: string, moved: PutDown['homes'], gesture: string) {
    if (doc.goalStep !== null) {
      return ports.refuse('While a goal is drawn, things stay on their host. Leave the goal first.')
    }
    const things = moved.flatMap(({ id, at }) => {
      const thing = thingOf(id)
      return thing === undefined ? [] : [{ ...thing, at }]
    })
    const [only] = things
    if (only === undefined) {
      return ports.refuse(`${words(moved[0]?.id ?? '')} goes where the container that uses it is.`)
    }
    const what = things.length === 1 ? only.name : `${String(things.length)} things`
    const done = ports.attempt({ do: 'resettle', things, to }, `Move ${what} to ${to}`, gesture)
    if (done === undefined) return
    ports.select(done.layoutChanges.flatMap((change) => ('place' in change ? [change.place] : [])))
  }
}

/** In layout units: hosts by their corner, things in their host. What is drawn over hosts has no place of its own. */
export function standsIn({ boxes, memory }: Sheet): Record<string, Position> {
  return Object.fromEntries(
    Object.entries(boxes).flatMap(([id, box]): [string, Position][] => {
      const local = memory[id]
      if (isHost(id)) return [[id, toUnits({ x: left(box), y: top(box) }, true)]]
      return local === undefined ? [] : [[id, toUnits(local, true)]]
    }),
  )
}
