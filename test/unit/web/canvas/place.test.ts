import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LabState } from '../../../../labs/topology/state.ts'
import { near, top, bottom, left, right } from '../../../../web/canvas/box.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { routes } from '../../../../web/canvas/route.ts'
import { expectedLayout, place, type Sheet } from '../../../../web/canvas/sheet.ts'
import {
  container,
  everything,
  host,
  lab,
  network,
  twoNetworks,
} from '../../../support/map-fixture.ts'

const nowhere = { version: 1, positions: {} } as const

function boxOf(sheet: Sheet, id: string) {
  const box = sheet.boxes[id]
  if (!box) throw new Error(`${id} was not placed`)
  return box
}

function overlaps(sheet: Sheet): string[] {
  const inside = Object.entries(sheet.boxes).filter(([id]) => id.includes('/'))
  return inside.flatMap(([a, box], index) =>
    inside.slice(index + 1).flatMap(([b, other]) => (near(box, other, 0) ? [`${a} ${b}`] : [])),
  )
}

describe('place', () => {
  it('hangs containers below their network and volumes below their containers', () => {
    const sheet = place(render(everything()), nowhere)
    const bar = boxOf(sheet, 'host1/network:app_net')
    const db = boxOf(sheet, 'host1/container:db')
    expect(top(db)).toBeGreaterThan(bottom(bar))
    expect(top(boxOf(sheet, 'host1/volume:dbdata'))).toBeGreaterThan(bottom(db))
    expect(overlaps(sheet)).toEqual([])
  })

  it('is the same for the same state', () => {
    expect(place(render(everything()), nowhere)).toEqual(place(render(everything()), nowhere))
  })

  it('takes positions from the layout: hosts by their corner, things by their centre in it', () => {
    const layout = {
      version: 1 as const,
      positions: { host1: { x: 2, y: 3 }, 'host1/container:db': { x: 5, y: 10 } },
    }
    const sheet = place(render(twoNetworks()), layout)
    expect(left(boxOf(sheet, 'host1'))).toBe(40)
    expect(top(boxOf(sheet, 'host1'))).toBe(60)
    expect(boxOf(sheet, 'host1/container:db')).toMatchObject({ x: 140, y: 260 })
  })

  it('keeps free what the layout holds for things to come', () => {
    const layout = { version: 1 as const, positions: { 'host1/container:late': { x: 5, y: 10 } } }
    const before = place(render(twoNetworks()), layout)
    const state = twoNetworks()
    Object.assign(state.hosts['host1']?.containers ?? {}, {
      late: container('busybox', { bridge: '172.17.0.9' }),
    })
    const after = place(render(state), layout, before)
    expect(boxOf(after, 'host1/container:late')).toMatchObject({ x: 100, y: 200 })
    expect(boxOf(after, 'host1/container:web')).toEqual(boxOf(before, 'host1/container:web'))
    expect(overlaps(after)).toEqual([])
  })

  it('stretches a bar over what hangs from it', () => {
    const containers = Object.fromEntries(
      ['a', 'b'].map((name) => [name, container('busybox', { bridge: '172.17.0.2' })]),
    )
    const sheet = place(render(lab({ h: host({ containers }) })), nowhere)
    const bar = boxOf(sheet, 'h/network:bridge')
    expect(right(bar)).toBe(right(boxOf(sheet, 'h/container:b')))
  })

  it('gives a container that comes back its old place', () => {
    const whole = place(render(twoNetworks()), nowhere)
    const less = twoNetworks()
    delete less.hosts['host1']?.containers['web']
    const without = place(render(less), nowhere, whole)
    expect(without.boxes).not.toHaveProperty('host1/container:web')
    const again = place(render(twoNetworks()), nowhere, without)
    expect(boxOf(again, 'host1/container:web')).toEqual(boxOf(whole, 'host1/container:web'))
  })

  it('keeps hosts apart and wires below them', () => {
    const sheet = place(render(everything()), nowhere)
    const [one, two, wire] = ['host1', 'host2', 'wire:wire'].map((id) => boxOf(sheet, id))
    expect(one && two && near(one, two, 0)).toBe(false)
    expect(wire && one && top(wire) > bottom(one)).toBe(true)
  })
})

/** Any few containers on any few networks, coming in any order. */
const anyLab = fc
  .record({
    networks: fc.uniqueArray(fc.constantFrom('n1', 'n2', 'n3', 'n4'), { maxLength: 4 }),
    containers: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), {
      maxLength: 7,
    }),
    seed: fc.array(fc.nat(6), { minLength: 7, maxLength: 7 }),
  })
  .map(({ networks, containers, seed }): LabState => {
    const all = ['bridge', ...networks]
    const entries = containers.map((name, index) => {
      const on = all[(seed[index] ?? 0) % all.length] ?? 'bridge'
      return [name, container('busybox', { [on]: '10.0.0.1' })] as const
    })
    const nets = Object.fromEntries(networks.map((name) => [name, network()]))
    return lab({ h: host({ networks: nets, containers: Object.fromEntries(entries) }) })
  })

describe('placing one state after another', () => {
  it('never moves what stays and never lets two things overlap', () => {
    fc.assert(
      fc.property(anyLab, anyLab, (first, second) => {
        const before = place(render(first), nowhere)
        const after = place(render(second), nowhere, before)
        expect(overlaps(after)).toEqual([])
        for (const id of Object.keys(after.boxes).filter((key) => key.includes('/container:'))) {
          const was = before.boxes[id]
          if (was) expect(after.boxes[id]).toEqual(was)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('routes', () => {
  it('leave and arrive at the edges of what they join', () => {
    const scene = render(twoNetworks())
    const sheet = place(scene, nowhere)
    const line = routes(scene, sheet.boxes)['host1/container:db~host1/network:new_bridge'] ?? []
    expect(line[0]?.y).toBe(top(boxOf(sheet, 'host1/container:db')))
    expect(line.at(-1)?.y).toBe(bottom(boxOf(sheet, 'host1/network:new_bridge')))
  })

  it('go round what stands in the way', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const layout = {
      version: 1 as const,
      positions: Object.fromEntries([
        ['h/network:bridge', { x: 5, y: 4 }],
        ...names.map((name, index) => [`h/container:${name}`, { x: 5, y: 10 + 6 * index }]),
      ]),
    }
    const containers = Object.fromEntries(
      names.map((name) => [name, container('busybox', { bridge: '172.17.0.2' })]),
    )
    const scene = render(lab({ h: host({ containers }) }))
    const sheet = place(scene, layout)
    const line = routes(scene, sheet.boxes)['h/container:c~h/network:bridge'] ?? []
    expect(line.length).toBeGreaterThan(2)
    expect(line[1]?.x).toBeLessThan(left(boxOf(sheet, 'h/container:b')))
  })
})

describe('expectedLayout', () => {
  it('keeps the places of what the drawing will hold, so that it appears there', () => {
    const layout = { version: 1 as const, positions: { 'host1/container:db': { x: 21, y: 10 } } }
    const expected = expectedLayout(render(twoNetworks()), layout)
    expect(expected.positions['host1/container:db']).toEqual({ x: 21, y: 10 })
    const sheet = place(render(twoNetworks()), expected)
    expect(sheet.boxes).toEqual(place(render(twoNetworks()), layout).boxes)
  })
})
