/** Arranges the whole drawing in layers, as one step that can be undone. Only places change. */
import { again, load } from '../load.ts'
import type { Desk } from './desk.svelte.ts'

export async function inLayers(desk: Desk): Promise<void> {
  desk.say('Arranging the drawing in layers')
  try {
    const { layered } = await load('canvas/layers/elk.ts', () => import('../canvas/layers/elk.ts'))
    const places = await again(() => layered(desk.scene))
    // Something may have gone while it was worked out.
    const here = new Set(desk.scene.things.map(({ id }) => id))
    const changes = Object.entries(places).flatMap(([place, at]) =>
      here.has(place) ? [{ place, at }] : [],
    )
    desk.places.move(changes, 'Arrange in layers', `layers ${String(Date.now())}`)
    desk.canvas?.fit()
    desk.say('Arranged in layers. Undo brings every place back.')
  } catch (error) {
    console.error(error)
    desk.toasts.say('The drawing could not be arranged in layers. Nothing was moved.', 'fail')
  }
}
