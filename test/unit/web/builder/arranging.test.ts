import { describe, expect, it } from 'vitest'
import { align, distribute, movable, nudge } from '../../../../web/builder/arranging.ts'
import { beside } from '../../../../web/builder/beside.ts'
import { standsIn } from '../../../../web/builder/placing.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
import { near } from '../../../../web/canvas/box.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { place } from '../../../../web/canvas/sheet.ts'
import type { LayoutChange } from '../../../../labs/edit/index.ts'
import { applyLayout } from '../../../../labs/edit/index.ts'

const { drawing } = sketch(`slipway: 1
title: Lab
hosts:
  host1:
    containers:
      a: { image: busybox }
      b: { image: busybox }
      c: { image: busybox }
    volumes: { data: {} }
  host2: { containers: { d: { image: busybox } } }
`) ?? { drawing: { hosts: {} } }
const scene = render(drawing, { drawing, planned: true })
const layout = {
  version: 1 as const,
  positions: {
    host1: { x: 0, y: 0 },
    host2: { x: 40, y: 3 },
    'host1/container:a': { x: 5, y: 10 },
    'host1/container:b': { x: 14, y: 10 },
    'host1/container:c': { x: 25, y: 14 },
    'host1/volume:data': { x: 6, y: 20 },
    'host2/container:d': { x: 5, y: 10 },
  },
}
const sheet = place(scene, layout)
const [a, b, c] = ['a', 'b', 'c'].map((name) => `host1/container:${name}`) as [
  string,
  string,
  string,
]
const d = 'host2/container:d'
const data = 'host1/volume:data'
const after = (changes: readonly LayoutChange[]) => place(scene, applyLayout(layout, changes))

/** What was not asked for stands where it stood, and nothing lies on anything. */
function isCalm(ids: readonly string[], changes: readonly LayoutChange[]): void {
  const now = after(changes)
  for (const [id, box] of Object.entries(sheet.memory)) {
    if (!ids.includes(id)) expect([id, now.memory[id]]).toEqual([id, box])
    for (const [other, there] of Object.entries(now.memory)) {
      const isSame = other === id || other.split('/')[0] !== id.split('/')[0]
      const box = now.memory[id]
      expect(isSame || !box || !near(box, there, 11), `${id} on ${other}`).toBe(true)
    }
  }
}

describe('aligning', () => {
  it('brings edges into line, whatever the sizes, and puts nothing on anything', () => {
    const ids = [a, b, data]
    const changes = align(ids, sheet, 'left')
    const now = after(changes)
    expect(now.memory[a]).toEqual(sheet.memory[a])
    expect(ids.map((id) => (now.memory[id]?.x ?? 0) - (now.memory[id]?.w ?? 0) / 2)).toEqual([
      30, 30, 30,
    ])
    isCalm(ids, changes)
  })

  it('compares places on the sheet, so that things of two hosts can stand in a row', () => {
    const now = after(align([c, d], sheet, 'bottom'))
    expect(now.boxes[c]?.y).toBe(now.boxes[d]?.y)
    expect(now.boxes[c]?.y).toBe(280)
    const hosts = after(align(['host1', 'host2'], sheet, 'top'))
    expect(hosts.boxes['host2']?.y).toBe((hosts.boxes['host2']?.h ?? 0) / 2)
  })

  it('knows six lines', () => {
    const x = (edge: 'centre' | 'right') => after(align([a, c], sheet, edge)).memory[a]?.x
    const y = (edge: 'top' | 'middle') => after(align([a, c], sheet, edge)).memory[c]?.y
    expect([x('centre'), x('right'), y('top'), y('middle')]).toEqual([300, 500, 200, 240])
  })

  it('leaves out what goes with its host anyway', () => {
    expect(movable([a, 'host1', 'wire:wire', d], sheet)).toEqual(['host1', d])
  })
})

describe('distributing', () => {
  it('makes the gaps the same and leaves the outer two', () => {
    const changes = distribute([a, b, c], sheet, 'x')
    expect(changes).toEqual([{ place: b, at: { x: 15, y: 10 } }])
    const down = distribute([a, c, data], sheet, 'y')
    const [top, middle, low] = [a, c, data].map((id) => after(down).memory[id])
    const gap = (one = top, other = middle) =>
      (other?.y ?? 0) - (other?.h ?? 0) / 2 - ((one?.y ?? 0) + (one?.h ?? 0) / 2)
    expect(gap(top, middle)).toBeCloseTo(gap(middle, low))
  })

  it('needs three', () => expect(distribute([a, b], sheet, 'x')).toEqual([]))
})

describe('a step by a key', () => {
  it('moves things and hosts, over others too, and moves nothing else', () => {
    const onto = nudge([a], sheet, { x: 7, y: 0 })
    expect(onto).toEqual([{ place: a, at: { x: 12, y: 10 } }])
    expect(after(onto).memory[b]).toEqual(sheet.memory[b])
    expect(nudge(['host2'], sheet, { x: 1, y: 0 })).toEqual([
      { place: 'host2', at: { x: 41, y: 3 } },
    ])
  })

  it('ends at the edge of a host, and before the next host', () => {
    expect(nudge([a], sheet, { x: -1, y: -9 })).toEqual([{ place: a, at: { x: 5, y: 4 } }])
    expect(nudge(['host2'], sheet, { x: -12, y: 0 })).toEqual([])
    expect(nudge([c], sheet, { x: 10, y: 0 })).toEqual([])
  })
})

describe('copies', () => {
  it('go beside their originals, where nothing stands', () => {
    const boxes = [sheet.memory[a], sheet.memory[b]].flatMap((box) => box ?? [])
    const by = beside(sheet, [{ host: 'host1', boxes }])
    expect(by).not.toEqual({ x: 0, y: 0 })
    for (const box of boxes) {
      const copy = { ...box, x: box.x + by.x * 20, y: box.y + by.y * 20 }
      const others = Object.entries(sheet.memory).filter(([id]) => id.startsWith('host1/'))
      expect(others.filter(([, other]) => near(copy, other, 11))).toEqual([])
    }
  })

  it('stay where they were on a host that has room there', () => {
    const box = { x: 100, y: 400, w: 140, h: 60 }
    expect(beside(sheet, [{ host: 'host2', boxes: [box] }])).toEqual({ x: 0, y: 0 })
  })
})

describe('what stands somewhere', () => {
  it('is told in the layout’s own units', () => {
    expect(standsIn(sheet)).toMatchObject(layout.positions)
  })
})
