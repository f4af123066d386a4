/** What is being dragged on the renderer: how far, what follows it, and where it would be put down. */
import type { Core, NodeSingular } from 'cytoscape'
import type { Box } from '../box.ts'
import { elementsOf, frameId } from '../nodes.ts'
import { readPalette } from '../palette.ts'
import type { Scene } from '../scene.ts'
import type { Sheet } from '../sheet.ts'
import { isHost } from './ground.ts'
import { during, homesOf, type Drag } from './moves.ts'
import { guides, type Guide } from './snap.ts'

export interface Shown {
  scene: Scene
  sheet: Sheet
}

/** Hosts and things that are elsewhere than drawn; what moved along with its host is not named. */
export function dragged(cy: Core, boxes: Record<string, Box>): Drag {
  const by = (node: NodeSingular, box: Box) => {
    const { x, y } = node.position()
    return { x: x - box.x, y: y - box.y }
  }
  const drag: Drag = {}
  for (const [id, box] of Object.entries(boxes)) {
    const node = cy.getElementById(id)
    const frame = cy.getElementById(frameId(id))
    const host = id.slice(0, Math.max(0, id.indexOf('/')))
    const isOver = /^(wire|overlay|service|secret):/.test(id)
    if (node.empty() || isOver || drag[host]) continue
    const moved = by(frame.nonempty() ? frame : node, box)
    if (Math.hypot(moved.x, moved.y) >= 1) drag[id] = moved
  }
  return drag
}

/** Lets the lines follow what is dragged, and says what it is in line with. */
export function follow(cy: Core, { scene, sheet }: Shown): Guide[] {
  const drag = dragged(cy, sheet.boxes)
  const boxes = during(sheet.boxes, drag)
  const moved = (id: string) => drag[id] !== undefined
  const ties = scene.ties.filter((tie) => moved(tie.from) || moved(tie.to))
  const sources = new Set(ties.map((tie) => tie.from))
  const beside = scene.ties.filter((tie) => sources.has(tie.from))
  cy.batch(() => {
    for (const { data } of elementsOf(
      { things: [], ties: beside },
      boxes,
      readPalette(cy.container() as HTMLElement),
    )) {
      cy.getElementById(String(data.id)).data(data)
    }
  })
  mark(cy, homesOf(sheet, drag))
  const [first] = Object.keys(drag)
  const box = first === undefined ? undefined : boxes[first]
  if (box === undefined || first === undefined) return []
  const level = isHost(first)
  const others = Object.entries(boxes).flatMap(([id, other]) =>
    !moved(id) && isHost(id) === level ? [other] : [],
  )
  return guides(box, others)
}

/** Shows which other hosts things would go to; asked at every step of a drag, so it does nothing where that is as before. */
export function mark(cy: Core, hosts: ReadonlySet<string>): void {
  const print = [...hosts].join(' ')
  if ((cy.scratch('_into') ?? '') === print) return
  cy.scratch('_into', print)
  cy.nodes('.into').removeClass('into')
  for (const host of hosts) cy.getElementById(host).addClass('into')
}
