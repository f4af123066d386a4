import { describe, expect, it } from 'vitest'
import { render } from '../../../../web/canvas/elements.ts'
import { nextThing, thingAt } from '../../../../web/canvas/editing/hit.ts'
import { homesOf, placeFor, putDown } from '../../../../web/canvas/editing/moves.ts'
import { left, near, right } from '../../../../web/canvas/box.ts'
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

const placesOf = (...[on, drag, free]: Parameters<typeof putDown>) => putDown(on, drag, free).places

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

describe('several hosts', () => {
  const { drawing: two } = sketch(`slipway: 1
title: Lab
hosts:
  host1: { containers: { a: { image: busybox }, b: { image: busybox } } }
  host2: { containers: { c: { image: busybox } } }
`) ?? { drawing: { hosts: {} } }
  const both = render(two, { drawing: two, planned: true })
  const laid = {
    version: 1 as const,
    positions: {
      host1: { x: 0, y: 0 },
      host2: { x: 20, y: 0 },
      'host1/container:a': { x: 5, y: 10 },
      'host1/container:b': { x: 5, y: 14 },
      'host2/container:c': { x: 5, y: 10 },
    },
  }
  const sheet = place(both, laid)
  const a = 'host1/container:a'

  it('a thing that is dropped in another host goes to live there, beside what is there', () => {
    const drag = { [a]: { x: 400, y: 0 } }
    expect([...homesOf(sheet, drag)]).toEqual(['host2'])
    const { places, homes } = putDown(sheet, drag, false)
    expect(places).toEqual({})
    expect(homes).toMatchObject([{ id: a, host: 'host2' }])
    expect(homes[0]?.at).not.toEqual({ x: 5, y: 10 })
  })

  it('a thing never makes its host grow into the next one', () => {
    const { places } = putDown(sheet, { [a]: { x: 230, y: 60 } }, false)
    const after = place(both, {
      ...laid,
      positions: { ...laid.positions, ...places },
    })
    expect(after.boxes['host2']).toEqual(sheet.boxes['host2'])
    expect(places[a]?.x).toBeGreaterThan(5)
  })

  it('a host that is dropped on another one stands beside it, which stays', () => {
    const { places } = putDown(sheet, { host1: { x: 300, y: 20 } }, false)
    const after = place(both, { ...laid, positions: { ...laid.positions, ...places } })
    expect(after.boxes['host2']).toEqual(sheet.boxes['host2'])
    const box = after.boxes['host1']
    const other = after.boxes['host2']
    expect(box && other && near(box, other, 19)).toBe(false)
  })

  it('what lies on something else by the author’s will leaves that where it is', () => {
    const on = place(both, {
      ...laid,
      positions: { ...laid.positions, 'host1/container:b': { x: 6, y: 11 } },
    })
    expect(on.boxes[a]).toEqual(sheet.boxes[a])
    expect(on.boxes['host1/container:b']).toMatchObject({ x: 120, y: 220 })
  })

  it('one that grows has the next give way by no more than it must', () => {
    const wide = place(both, {
      ...laid,
      positions: { ...laid.positions, 'host1/container:b': { x: 17, y: 10 } },
    })
    const grown = wide.boxes['host1']
    const next = wide.boxes['host2']
    expect(grown && next && left(next) - right(grown)).toBe(40)
    expect(next?.y).toBe(sheet.boxes['host2']?.y)
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
