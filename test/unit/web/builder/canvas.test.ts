import { describe, expect, it } from 'vitest'
import { render } from '../../../../web/canvas/elements.ts'
import { nextThing, thingAt } from '../../../../web/canvas/editing/hit.ts'
import { placeFor, placesOf } from '../../../../web/canvas/editing/moves.ts'
import { guides, inHost, settle } from '../../../../web/canvas/editing/snap.ts'
import { place } from '../../../../web/canvas/sheet.ts'
import { sketch } from '../../../../web/builder/sketch.ts'

const { drawing } = sketch(`slipway: 1
title: Lab
hosts:
  host1:
    networks: { lan: {} }
    containers:
      a: { image: busybox, networks: [lan] }
      b: { image: busybox, networks: [lan] }
`) ?? { drawing: { hosts: {} } }
const scene = render(drawing, { drawing, planned: true })
const layout = {
  version: 1 as const,
  positions: {
    'host1/network:lan': { x: 5, y: 4 },
    'host1/container:a': { x: 5, y: 10 },
    'host1/container:b': { x: 15, y: 10 },
  },
}
const sheet = place(scene, layout)

describe('moving', () => {
  it('puts things down on the raster, or off it on demand', () => {
    const drag = { 'host1/container:a': { x: 3, y: 47 } }
    expect(placesOf(sheet, drag, false)).toEqual({ 'host1/container:a': { x: 5, y: 12 } })
    expect(placesOf(sheet, drag, true)).toEqual({ 'host1/container:a': { x: 5.15, y: 12.35 } })
  })

  it('puts nothing on top of something else, nor outside of its host', () => {
    const on = placesOf(sheet, { 'host1/container:a': { x: 200, y: 0 } }, false)
    expect(on['host1/container:a']).not.toEqual({ x: 15, y: 10 })
    const out = placesOf(sheet, { 'host1/container:a': { x: -900, y: -900 } }, false)
    expect(out['host1/container:a']).toEqual(inHost(out['host1/container:a'] ?? { x: 0, y: 0 }))
  })

  it('takes a host along by its corner', () => {
    expect(placesOf(sheet, { host1: { x: 61, y: -19 } }, false)).toEqual({ host1: { x: 3, y: -1 } })
  })

  it('finds the free place nearest to where something new is dropped', () => {
    const box = sheet.boxes['host1/container:a']
    const at = placeFor(sheet, 'host1', box ?? { x: 0, y: 0 }, { w: 140, h: 60 })
    expect(at).not.toEqual({ x: 5, y: 10 })
    expect(settle({ x: 30, y: 30 }, { w: 140, h: 60 }, [])).toEqual({ x: 30, y: 30 })
  })

  it('shows what stands in one column or row', () => {
    const box = { x: 100, y: 100, w: 40, h: 40 }
    expect(guides(box, [{ x: 102, y: 300, w: 80, h: 20 }])).toEqual([
      { from: { x: 102, y: 80 }, to: { x: 102, y: 310 } },
    ])
  })
})

describe('pointing', () => {
  it('finds the thing before its host', () => {
    const box = sheet.boxes['host1/container:b'] ?? { x: 0, y: 0 }
    expect(thingAt(scene, sheet.boxes, box)?.id).toBe('host1/container:b')
    expect(thingAt(scene, sheet.boxes, { x: -500, y: 0 })).toBeUndefined()
  })

  it('goes on to what lies that way', () => {
    const next = nextThing(scene, sheet.boxes, 'host1/container:a', 'ArrowRight')
    expect(next?.id).toBe('host1/container:b')
    expect(nextThing(scene, sheet.boxes, 'host1/container:a', 'ArrowUp')?.id).toBe(
      'host1/network:lan',
    )
  })
})
