import Elk from 'elkjs/lib/elk.bundled.js'
import { expect, it } from 'vitest'
import { near } from '../../../../web/canvas/box.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { graphOf, placesOf } from '../../../../web/canvas/layers/graph.ts'
import { place } from '../../../../web/canvas/sheet.ts'
import { everything, twoNetworks } from '../../../support/map-fixture.ts'

const arranged = async (scene: ReturnType<typeof render>) => {
  const positions = placesOf(await new Elk().layout(graphOf(scene)))
  return { positions, ...place(scene, { version: 1, positions }) }
}

it('puts networks over their containers', async () => {
  const { positions } = await arranged(render(twoNetworks()))
  const bar = positions['host1/network:new_bridge']
  const below = positions['host1/container:db']
  expect(bar && below && bar.y < below.y).toBe(true)
})

it('lets nothing stand on anything else, on the raster, and every place is taken as it is', async () => {
  const scene = render(everything())
  const { positions, boxes, memory } = await arranged(scene)
  for (const { x, y } of Object.values(positions)) {
    expect([Number.isInteger(x), Number.isInteger(y)]).toEqual([true, true])
  }
  for (const [id, box] of Object.entries(memory)) {
    expect({ x: box.x / 20, y: box.y / 20 }).toEqual(positions[id])
  }
  const ids = scene.things.filter(({ kind }) => kind !== 'host').map(({ id }) => id)
  for (const one of ids) {
    for (const other of ids) {
      const [a, b] = [boxes[one], boxes[other]]
      if (one < other && a && b) expect(near(a, b, 0), `${one} and ${other}`).toBe(false)
    }
  }
})
