import { describe, expect, it } from 'vitest'
import { advance, parseCast, shownBy, sizeOf } from '../../../../web/terminal/cast.ts'
import { cast } from '../../../support/review-fixture.ts'

describe('parseCast', () => {
  it('reads header and events, times in ms', () => {
    const read = parseCast(
      '{"version":2,"width":100,"height":30}\n[0.5,"o","a"]\n[2,"r","80x24"]\n',
    )
    expect(read).toEqual({
      cols: 100,
      rows: 30,
      duration: 2000,
      events: [
        { at: 500, type: 'o', data: 'a' },
        { at: 2000, type: 'r', data: '80x24' },
      ],
    })
  })

  it('shows what there is of a recording that was cut short', () => {
    expect(parseCast('{"version":2}\n[0.5,"o","a"]\n[1,"o","un').events).toHaveLength(1)
    expect(parseCast('')).toEqual({ cols: 80, rows: 24, events: [], duration: 0 })
  })

  it('reads sizes, and only sizes', () => {
    expect(sizeOf('100x30')).toEqual({ cols: 100, rows: 30 })
    expect(sizeOf('0x30')).toBeUndefined()
    expect(sizeOf('large')).toBeUndefined()
  })
})

describe('shownBy', () => {
  it('counts the events up to a moment, that moment included', () => {
    const { events } = parseCast('{}\n[1,"o","a"]\n[2,"o","b"]\n[2,"o","c"]')
    expect([0, 1000, 1500, 2000, 9000].map((ms) => shownBy(events, ms))).toEqual([0, 1, 1, 3, 3])
  })
})

describe('advance', () => {
  const recording = parseCast(cast())

  it('plays as it was while something happens', () => {
    const typing = 1.9 * 60_000
    expect(advance(recording, typing, 20)).toBe(typing + 20)
  })

  it('passes over long pauses', () => {
    expect(advance(recording, 100, 16)).toBe(1.9 * 60_000 - 1000 + 16)
  })

  it('ends at the end', () => {
    expect(advance(recording, recording.duration - 1, 5000)).toBe(recording.duration)
  })
})
