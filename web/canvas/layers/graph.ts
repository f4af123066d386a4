/** A scene as the graph that ELK arranges, and its answer as places. Pure. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { Position } from '../../../labs/layout.ts'
import { inHost, toUnits } from '../editing/snap.ts'
import { sizeOf } from '../place.ts'
import { partsOf, type Scene, type Tie } from '../scene.ts'

const ROOT = {
  'elk.algorithm': 'rectpacking',
  'elk.aspectRatio': '1.6',
  'elk.spacing.nodeNode': '60',
}
/** Far enough apart that nothing collides once it is put on the raster of 20 px. */
const HOST = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.aspectRatio': '1.6',
  'elk.padding': '[top=52,left=32,bottom=32,right=32]',
  'elk.nodeSize.constraints': '[MINIMUM_SIZE]',
  'elk.nodeSize.minimum': '(320, 160)',
  'elk.spacing.nodeNode': '40',
  'elk.spacing.componentComponent': '40',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
}

/** All networks of a host in one row, so that what comes from above reaches each of them. */
const FIRST = { 'elk.layered.layering.layerConstraint': 'FIRST' }

/** Each host by itself: networks over their containers, those over what they mount. */
export function graphOf(scene: Scene): ElkNode {
  const parts = partsOf(scene)
  const hosts = scene.things.filter(({ kind }) => kind === 'host')
  return {
    id: 'root',
    layoutOptions: ROOT,
    children: hosts.map(({ id }) => {
      const { things, ties } = parts.get(id) ?? { things: [], ties: [] }
      const here = new Set(things.map((thing) => thing.id))
      return {
        id,
        layoutOptions: HOST,
        children: things.map((thing) => {
          const { w, h } = sizeOf(thing)
          const top = thing.kind === 'network' ? { layoutOptions: FIRST } : {}
          return { id: thing.id, width: w, height: h, ...top }
        }),
        edges: ties.filter(({ from, to }) => here.has(from) && here.has(to)).map(edgeOf),
      }
    }),
  }
}

/** Downwards: a container hangs from its network, and stands on its volume. */
function edgeOf({ id, kind, from, to }: Tie): ElkExtendedEdge {
  return kind === 'endpoint'
    ? { id, sources: [to], targets: [from] }
    : { id, sources: [from], targets: [to] }
}

/** Places in layout units: hosts on the sheet, things by their centre in their host. */
export function placesOf(arranged: ElkNode): Record<string, Position> {
  const hosts = arranged.children ?? []
  const places = hosts.flatMap((host) => [
    [host.id, toUnits({ x: host.x ?? 0, y: host.y ?? 0 })] as const,
    ...(host.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => {
      const centre = { x: x + width / 2, y: y + height / 2 }
      return [id, inHost(toUnits(centre))] as const
    }),
  ])
  return Object.fromEntries(places)
}
