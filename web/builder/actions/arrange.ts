import { align, arranged, distribute, nudge, type Line } from '../arranging.ts'
import { inLayers } from '../layers.ts'
import type { Action } from './action.ts'

type Desk = Parameters<Action['run']>[0]

const several = (least: number) => (desk: Desk) => desk.things().length >= least

function aligned(id: string, title: string, keys: string, line: Line): Action {
  return {
    id,
    title,
    keys,
    group: 'Arrange',
    can: several(2),
    run(desk) {
      desk.doc.move(align(desk.doc.selection, desk.places(), line))
      desk.say(title)
    },
  }
}

function nudged(key: string, words: string, x: number, y: number): Action {
  return {
    id: `nudge-${words}`,
    title: `Move ${words}`,
    keys: `Shift+${key}`,
    group: 'Arrange',
    can: several(1),
    run(desk) {
      desk.doc.move(nudge(desk.doc.selection, desk.places(), { x, y }), undefined)
      desk.say(`Moved ${words}`)
    },
  }
}

export const arrangeActions: Action[] = [
  aligned('align-left', 'Align in a column', 'Alt+C', 'column'),
  aligned('align-top', 'Align in a row', 'Alt+R', 'row'),
  {
    id: 'distribute',
    title: 'Same distance in the row',
    group: 'Arrange',
    keys: 'Alt+D',
    can: several(3),
    run: (desk) => desk.doc.move(distribute(desk.doc.selection, desk.places())),
  },
  {
    id: 'arrange',
    title: 'Arrange everything anew',
    group: 'Arrange',
    run(desk) {
      desk.doc.move(arranged(desk.scene, desk.doc.layout))
      desk.canvas?.fit()
    },
  },
  {
    id: 'arrange-layers',
    title: 'Arrange everything in layers (ELK)',
    group: 'Arrange',
    run: (desk) => void inLayers(desk),
  },
  nudged('ArrowLeft', 'left', -1, 0),
  nudged('ArrowRight', 'right', 1, 0),
  nudged('ArrowUp', 'up', 0, -1),
  nudged('ArrowDown', 'down', 0, 1),
]
