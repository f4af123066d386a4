/** What a document's drawing looks like: the start, or the goal that is being drawn. */
import { render } from '../canvas/elements.ts'
import type { Scene } from '../canvas/scene.ts'
import { borrowed } from './borrowed.ts'
import type { Sketch } from './sketch.ts'

type Drawn = Pick<Sketch, 'drawing'> & { wires?: Sketch['wires'] }

export function plainScene({ drawing, wires }: Drawn): Scene {
  return render(drawing, { drawing, planned: true, ...(wires ? { wires } : {}) })
}

export const drawnScene = (drawn: Drawn): Scene => borrowed(plainScene(drawn), drawn.drawing)
