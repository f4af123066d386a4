import type { Action } from './action.ts'

/** Below what is selected; in the corner of the canvas where nothing is. */
function openMenuByKey(desk: Parameters<Action['run']>[0]): void {
  const [first] = desk.doc.selection
  const box = desk.canvas?.rectOf(first ?? '') ?? desk.canvas?.rect()
  const of = first === undefined ? 'sheet' : 'selection'
  const at = { x: (box?.left ?? 0) + 12, y: (first === undefined ? box?.top : box?.bottom) ?? 0 }
  desk.pointing.menu = { at, of, isAimed: false }
}

export const lookActions: Action[] = [
  {
    id: 'commands',
    title: 'All commands…',
    group: 'Find',
    keys: 'Mod+K',
    run: (desk) => (desk.open = 'commands'),
  },
  {
    id: 'find',
    title: 'Find a thing…',
    group: 'Find',
    keys: 'Mod+F',
    run: (desk) => (desk.open = 'find'),
  },
  {
    id: 'shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Find',
    keys: '?',
    run: (desk) => (desk.open = 'shortcuts'),
  },
  {
    id: 'select-all',
    title: 'Select everything',
    group: 'Change',
    keys: 'Mod+A',
    run: (desk) =>
      desk.select(
        desk.scene.things.flatMap(({ kind, id }) =>
          kind === 'container' || kind === 'network' || kind === 'volume' ? [id] : [],
        ),
      ),
  },
  {
    id: 'menu',
    title: 'Menu of what is selected',
    group: 'Look',
    keys: 'Shift+F10 ContextMenu',
    run: (desk) => openMenuByKey(desk),
  },
  {
    id: 'fit',
    title: 'Show the whole drawing',
    group: 'Look',
    keys: '1',
    run: (desk) => desk.canvas?.fit(),
  },
  {
    id: 'closer',
    title: 'Zoom in',
    group: 'Look',
    keys: '= Plus',
    run: (desk) => desk.canvas?.closer(),
  },
  {
    id: 'further',
    title: 'Zoom out',
    group: 'Look',
    keys: '-',
    run: (desk) => desk.canvas?.further(),
  },
  {
    id: 'actual',
    title: 'Zoom to 100 %',
    group: 'Look',
    keys: '0',
    run: (desk) => desk.canvas?.actual(),
  },
  {
    id: 'text',
    title: 'Show or hide the text',
    group: 'Look',
    keys: 'T',
    run: (desk) => (desk.text = !desk.text),
  },
  {
    id: 'steps',
    title: 'Show the steps',
    group: 'Look',
    keys: 'S',
    run: (desk) => (desk.pane = 'steps'),
  },
  {
    id: 'problems',
    title: 'Show the problems',
    group: 'Look',
    keys: 'P',
    run: (desk) => (desk.pane = 'problems'),
  },
  {
    id: 'lens',
    title: 'See sandboxes, endpoints and drivers',
    group: 'Look',
    keys: 'L',
    run: (desk) => (desk.lens = !desk.lens),
  },
]
