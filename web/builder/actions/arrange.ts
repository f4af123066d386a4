import { arranged, type Edge } from '../arranging.ts'
import { inLayers } from '../layers.ts'
import type { Action } from './action.ts'

type Desk = Parameters<Action['run']>[0]

const several = (least: number) => (desk: Desk) => desk.places.movable >= least

const aligned = (edge: Edge, title: string, keys: string): Action => ({
  ...{ id: `align-${edge}`, title, keys, group: 'Arrange', can: several(2) },
  run: (desk) => desk.places.align(edge, title),
})

const distributed = (axis: 'x' | 'y', title: string, keys: string): Action => ({
  ...{ id: `distribute-${axis}`, title, keys, group: 'Arrange', can: several(3) },
  run: (desk) => desk.places.distribute(axis, title),
})

const nudged = (key: string, way: string, x: number, y: number): Action => ({
  ...{ id: `nudge-${way}`, title: `Move ${way}`, keys: `Shift+${key}` },
  ...{ group: 'Arrange', can: several(1) },
  run: (desk) => desk.places.nudge({ x, y }, way),
})

const inLine: Action[] = [
  aligned('left', 'Align left edges', 'Alt+L'),
  aligned('centre', 'Align centres in a column', 'Alt+C'),
  aligned('right', 'Align right edges', 'Alt+R'),
  aligned('top', 'Align top edges', 'Alt+T'),
  aligned('middle', 'Align middles in a row', 'Alt+M'),
  aligned('bottom', 'Align bottom edges', 'Alt+B'),
  distributed('x', 'Same gaps from left to right', 'Alt+H'),
  distributed('y', 'Same gaps from top to bottom', 'Alt+V'),
]

/** What brings several things into line. */
export const arranging: readonly string[] = inLine.map(({ id }) => id)

export const arrangeActions: Action[] = [
  ...inLine,
  {
    id: 'arrange',
    title: 'Arrange everything anew',
    group: 'Arrange',
    run(desk) {
      desk.places.move(arranged(desk.scene, desk.doc.layout), 'Arrange everything anew')
      desk.canvas?.fit()
    },
  },
  {
    id: 'arrange-layers',
    title: 'Arrange everything in layers (ELK)',
    group: 'Arrange',
    run: inLayers,
  },
  nudged('ArrowLeft', 'left', -1, 0),
  nudged('ArrowRight', 'right', 1, 0),
  nudged('ArrowUp', 'up', 0, -1),
  nudged('ArrowDown', 'down', 0, 1),
]
