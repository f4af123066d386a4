/** ELK's layered layout, in a worker of its own. Import it only where somebody asks for it: it is large. */
import ELK from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Position } from '../../../labs/layout.ts'
import type { Scene } from '../scene.ts'
import { graphOf, placesOf } from './graph.ts'

/** Places in layout units by id, for hosts and for everything in them. Rejects where ELK finds none or is lost on its way. */
export async function layered(scene: Scene): Promise<Record<string, Position>> {
  let lose: (reason: Error) => void
  // ELK itself waits for ever for a worker whose script did not come.
  const lost = new Promise<never>((_, reject) => (lose = reject))
  const workerFactory = () => {
    const worker = new Worker(workerUrl)
    worker.addEventListener('error', ({ message }) =>
      lose(new Error(message || 'the layout’s worker could not be loaded')),
    )
    return worker
  }
  const elk = new ELK({ workerFactory })
  try {
    return placesOf(await Promise.race([elk.layout(graphOf(scene)), lost]))
  } finally {
    elk.terminateWorker()
  }
}
