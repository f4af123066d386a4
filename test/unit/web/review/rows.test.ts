import { describe, expect, it } from 'vitest'
import {
  filterRows,
  fromQuery,
  labsOf,
  newestFirst,
  noFilters,
  pressed,
  sortRows,
  toQuery,
} from '../../../../web/review/rows.ts'
import { visible } from '../../../../web/review/visible.ts'
import { count, elapsed, isLive, offset, plain, stateOf } from '../../../../web/review/words.ts'
import { row, rows } from '../../../support/review-fixture.ts'

const all = rows(10)
const learners = (list: typeof all) => list.map((one) => one.learner)

describe('filterRows', () => {
  it('wants every word somewhere', () => {
    const found = filterRows(all, { ...noFilters, text: 'grace NETWORKS' })
    expect(learners(found)).toEqual(['Grace Hopper'])
    expect(filterRows(all, { ...noFilters, text: 'nobody' })).toEqual([])
  })

  it('tells finished from ended early, running and failed', () => {
    const count = (state: 'live' | 'finished' | 'ended' | 'failed') =>
      filterRows(all, { ...noFilters, state }).length
    expect([count('live'), count('finished'), count('ended'), count('failed')]).toEqual([
      4, 2, 2, 2,
    ])
  })

  it('keeps one lab', () => {
    const found = filterRows(all, { ...noFilters, lab: 'lab-1' })
    expect(new Set(found.map((one) => one.title))).toEqual(
      new Set(['Reach a container across networks']),
    )
  })
})

describe('sortRows', () => {
  it('does not touch its input and breaks ties by the newest', () => {
    const before = [...all]
    const sorted = sortRows(all, { key: 'failures', down: true }, 0)
    expect(all).toEqual(before)
    expect(sorted[0]?.failures).toBe(6)
    const zeros = sorted.filter((one) => one.failures === 0)
    expect(zeros[0]?.startedAt).toBeGreaterThan(zeros[1]?.startedAt ?? 0)
  })

  it('orders names as people do', () => {
    const some = [row({ learner: 'b10' }), row({ learner: 'B2' }), row({ learner: 'a' })]
    expect(learners(sortRows(some, { key: 'learner', down: false }, 0))).toEqual(['a', 'B2', 'b10'])
  })

  it('starts with the most for numbers and with A for names, and turns round', () => {
    expect(pressed(newestFirst, 'failures')).toEqual({ key: 'failures', down: true })
    expect(pressed(newestFirst, 'learner')).toEqual({ key: 'learner', down: false })
    expect(pressed({ key: 'learner', down: false }, 'learner').down).toBe(true)
  })
})

describe('the address', () => {
  it('keeps filters and order, and nothing while all is usual', () => {
    expect(toQuery(noFilters, newestFirst)).toBe('')
    const filters = { text: 'ada & co', lab: 'lab-1', state: 'failed' as const }
    const order = { key: 'time' as const, down: true }
    expect(fromQuery(toQuery(filters, order))).toEqual({ filters, order })
  })

  it('is not believed where it makes no sense', () => {
    expect(fromQuery('?sort=-nothing&state=odd')).toEqual({
      filters: noFilters,
      order: newestFirst,
    })
  })

  it('offers the labs there are, each once', () => {
    expect(labsOf(all)).toHaveLength(3)
  })
})

describe('visible', () => {
  it('draws what is in view and a few around', () => {
    const slice = visible(40_000, 600, 40, 3000)
    expect(slice.first).toBeLessThanOrEqual(1000)
    expect(slice.end).toBeGreaterThanOrEqual(1015)
    expect(slice.end - slice.first).toBeLessThan(60)
    expect(slice.above + slice.below + (slice.end - slice.first) * 40).toBe(3000 * 40)
  })

  it('draws a short table whole, wherever it was scrolled before', () => {
    expect(visible(9000, 600, 40, 5)).toEqual({ first: 0, end: 5, above: 0, below: 0 })
    expect(visible(0, 600, 40, 0)).toEqual({ first: 0, end: 0, above: 0, below: 0 })
  })
})

describe('words', () => {
  it('say the state and why it ended', () => {
    expect(stateOf(row())).toMatchObject({ word: 'Finished', why: 'The learner ended it' })
    expect(stateOf(row({ passed: 1, reason: 'time' }))).toMatchObject({
      word: 'Ended',
      why: 'Its time was up',
    })
    expect(isLive(row({ status: 'idle' }))).toBe(true)
  })

  it('count time from the start', () => {
    expect(offset(42_000)).toBe('+0:42')
    expect(offset(3_725_000)).toBe('+1:02:05')
    expect(elapsed(row(), 0)).toBe(14 * 60_000)
    expect(count(1, 'hint')).toBe('1 hint')
    expect(count(0, 'hint')).toBe('0 hints')
    expect(plain('no `web`')).toBe('no web')
  })
})
