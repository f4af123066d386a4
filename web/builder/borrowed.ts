/** Lines for the volumes that containers have from others: until something runs, nobody knows which mounts those are. Pure. */
import type { LabState } from '../../labs/topology/state.ts'
import type { Scene, Tie } from '../canvas/scene.ts'
import { idOf } from './things.ts'

/** Ends the id of such a line, where a mount's ends in its destination. */
export const BORROWED = 'volumes'

export function borrowed(scene: Scene, drawing: LabState): Scene {
  const there = new Set(scene.things.map(({ id }) => id))
  const ties = Object.entries(drawing.hosts).flatMap(([host, { containers }]) =>
    Object.entries(containers).flatMap(([name, { volumesFrom }]) =>
      volumesFrom.map((lender): Tie => {
        const [other = '', mode] = lender.split(':')
        const from = idOf({ host, kind: 'container', name })
        const to = idOf({ host, kind: 'container', name: other })
        return {
          ...{ id: `${from}~${to}~${BORROWED}`, kind: 'mount', from, to },
          ...{ label: 'its volumes', note: mode === 'ro' ? 'read-only' : '', live: false },
        }
      }),
    ),
  )
  return { ...scene, ties: [...scene.ties, ...ties.filter(({ to }) => there.has(to))] }
}
