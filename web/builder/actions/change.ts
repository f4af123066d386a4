import { copyText } from '../../ui/copy.ts'
import { readClipboard } from '../clipboard.ts'
import { joinable } from '../connecting.ts'
import { hostOf, thingOf } from '../things.ts'
import type { Action } from './action.ts'

type Desk = Parameters<Action['run']>[0]
const one = (desk: Desk) => (desk.doc.selection.length === 1 ? desk.doc.selection[0] : undefined)
const isAnySelected = (desk: Desk) => desk.doc.selection.length > 0
const canCopy = (desk: Desk) => desk.things().length + desk.hosts().length > 0

const toClipboard = async (text: string | undefined) => {
  if (text !== undefined) await copyText(text)
}

export const changeActions: Action[] = [
  {
    id: 'undo',
    title: 'Undo',
    group: 'Change',
    keys: 'Mod+Z',
    can: (desk) => desk.doc.undoLabel !== undefined,
    run: (desk) => desk.undo(),
  },
  {
    id: 'redo',
    title: 'Redo',
    group: 'Change',
    keys: 'Mod+Shift+Z Mod+Y',
    can: (desk) => desk.doc.redoLabel !== undefined,
    run: (desk) => desk.redo(),
  },
  {
    id: 'connect',
    title: 'Connect to…',
    group: 'Change',
    keys: 'C',
    can(desk) {
      const id = one(desk)
      return id !== undefined && joinable(id, Object.keys(desk.doc.drawing.hosts).length)
    },
    run: (desk) => (desk.open = 'connect'),
  },
  {
    id: 'connect-mode',
    title: 'Draw connections',
    group: 'Change',
    keys: 'E',
    run: (desk) => (desk.connecting = !desk.connecting),
  },
  {
    id: 'rename',
    title: 'Rename everywhere',
    group: 'Change',
    keys: 'F2',
    can: (desk) => {
      const id = desk.writtenAs(one(desk) ?? ':')
      return thingOf(id) !== undefined || hostOf(id) !== undefined
    },
    run: (desk) => desk.rename(),
  },
  {
    id: 'duplicate',
    title: 'Duplicate',
    group: 'Change',
    keys: 'Mod+D',
    can: canCopy,
    run: (desk) => void desk.duplicate(),
  },
  {
    ...{ id: 'cut', title: 'Cut', group: 'Change', keys: 'Mod+X', isNative: true },
    can: canCopy,
    run: (desk) => toClipboard(desk.cut()),
  },
  {
    ...{ id: 'copy', title: 'Copy', group: 'Change', keys: 'Mod+C', isNative: true },
    can: canCopy,
    run: (desk) => toClipboard(desk.copied()),
  },
  {
    ...{ id: 'paste', title: 'Paste', group: 'Change', keys: 'Mod+V', isNative: true },
    // What was copied here is known also where the browser keeps its clipboard to itself.
    run: async (desk) => desk.paste(await readClipboard()),
  },
  {
    id: 'remove',
    title: 'Remove',
    group: 'Change',
    keys: 'Del Backspace',
    can: isAnySelected,
    run: (desk) => desk.remove(),
  },
]
