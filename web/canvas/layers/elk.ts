/** ELK's layered layout, in a worker of its own. Import it only where somebody asks for it: it is large. */
import ELK from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Position } from '../../../labs/layout.ts'
import type { Scene } from '../scene.ts'
import { graphOf, placesOf } from './graph.ts'

/** Places in layout units by id, for hosts and for everything in them. Rejects where ELK finds none. */
export async function layered(scene: Scene): Promise<Record<string, Position>> {
  const elk = new ELK({ workerFactory: () => new Worker(workerUrl) })
  try {
    return placesOf(await elk.layout(graphOf(scene)))
  } finally {
    elk.terminateWorker()
  }
}
