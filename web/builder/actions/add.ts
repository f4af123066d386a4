import type { Action } from './action.ts'

const hasHost = (desk: Parameters<Action['run']>[0]) => desk.host() !== undefined

export const addActions: Action[] = [
  {
    id: 'add',
    title: 'Add anything…',
    group: 'Add',
    keys: '/',
    run: (desk) => (desk.open = 'add'),
  },
  {
    id: 'add-host',
    title: 'Add a host',
    group: 'Add',
    keys: 'Shift+H',
    can: (desk) => desk.doc.goalStep === null,
    run: (desk) => desk.add({ kind: 'host' }),
  },
  {
    id: 'add-container',
    title: 'Add a container',
    group: 'Add',
    keys: 'Shift+C',
    can: hasHost,
    run: (desk) => desk.add({ kind: 'container' }),
  },
  {
    id: 'add-network',
    title: 'Add a network',
    group: 'Add',
    keys: 'Shift+N',
    can: hasHost,
    run: (desk) => desk.add({ kind: 'network' }),
  },
  {
    id: 'add-volume',
    title: 'Add a volume',
    group: 'Add',
    keys: 'Shift+V',
    can: hasHost,
    run: (desk) => desk.add({ kind: 'volume' }),
  },
]
