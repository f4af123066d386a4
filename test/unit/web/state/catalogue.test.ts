import { describe, expect, it } from 'vitest'
import type { LabCard } from '../../../../server/protocol.ts'
import {
  inPathOrder,
  matches,
  nextAfter,
  noFilters,
  shelves,
} from '../../../../web/state/catalogue.ts'
import { labView } from '../../../support/lab-view.ts'

function card(id: string, over: Partial<LabCard> = {}): LabCard {
  const { steps, ...view } = labView({ id })
  return { ...view, steps: steps.length, ...over }
}
const ids = (labs: LabCard[]) => labs.map((lab) => lab.id)

describe('finding a lab', () => {
  const lab = card('volumes', {
    title: 'Back up a volume',
    tags: ['volume'],
    level: 'intermediate',
    minutes: 25,
    hosts: ['host1', 'host2'],
  })

  it('takes every word, in any order and place', () => {
    expect(matches(lab, { ...noFilters, text: 'volume BACK' })).toBe(true)
    expect(matches(lab, { ...noFilters, text: 'volume swarm' })).toBe(false)
  })

  it.each([
    ['topic', { topic: 'volume' }, { topic: 'network' }],
    ['level', { level: 'intermediate' }, { level: 'beginner' }],
    ['minutes', { minutes: 30 }, { minutes: 15 }],
    ['hosts', { hosts: 2 }, { hosts: 1 }],
  ])('by %s', (_, fits, doesNot) => {
    expect(matches(lab, { ...noFilters, ...fits })).toBe(true)
    expect(matches(lab, { ...noFilters, ...doesNot })).toBe(false)
  })
})

describe('the order of a path', () => {
  const a = card('a', { requires: ['b'] })
  const b = card('b')
  const c = card('c', { requires: ['a'] })

  it('puts a lab after those it requires', () => {
    expect(ids(inPathOrder([c, a, b]))).toEqual(['b', 'a', 'c'])
  })

  it('survives a circle and an unknown name', () => {
    const x = card('x', { requires: ['y', 'gone'] })
    const y = card('y', { requires: ['x'] })
    expect(ids(inPathOrder([x, y])).sort()).toEqual(['x', 'y'])
  })

  it('names the one that comes next', () => {
    expect(nextAfter([c, a, b], 'b')?.id).toBe('a')
    expect(nextAfter([c, a, b], 'c')).toBeUndefined()
  })

  it('goes by the path where there is one', () => {
    const path = { id: 'p', title: 'P', summary: '', chapters: [{ title: 'A', labs: ['b', 'a'] }] }
    expect(nextAfter([card('a'), card('b'), card('c', { requires: ['b'] })], 'b', [path])?.id).toBe(
      'a',
    )
  })

  it('stands chapter by chapter, then what no path holds, and nothing empty', () => {
    const chapters = [
      { title: 'One', labs: ['b', 'gone'] },
      { title: 'Two', labs: ['gone'] },
      { title: 'Three', labs: ['a'] },
    ]
    const path = { id: 'p', title: 'P', summary: '', chapters }
    const made = shelves([card('a'), card('b'), card('c')], [path])
    const seen = made.map(({ sections }) => sections.map(({ title, labs }) => [title, ids(labs)]))
    expect(seen).toEqual([
      [
        ['1 · One', ['b']],
        ['3 · Three', ['a']],
      ],
      [['Other labs', ['c']]],
    ])
    expect(shelves([], [path])).toEqual([])
  })
})
