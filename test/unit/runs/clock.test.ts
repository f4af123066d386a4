import { describe, expect, it } from 'vitest'
import { deadlines, looksIdle, overdue } from '../../../server/runs/clock.ts'

const limits = { idleMs: 1000, totalMs: 10_000, extensionMs: 5000, extensions: 2 }
const times = { readyAt: 0, activeAt: 0, extended: 0 }

describe('the clock of a run', () => {
  it('ends an idle run by its idle time and a busy one by its total time', () => {
    expect(overdue(times, limits, 999)).toBeUndefined()
    expect(overdue(times, limits, 1000)).toBe('idle')
    expect(overdue({ ...times, activeAt: 9900 }, limits, 10_000)).toBe('time')
  })

  it('gives time for every extension and says how many are left', () => {
    expect(deadlines({ ...times, extended: 1 }, limits)).toEqual({
      idleAt: 1000,
      endsAt: 15_000,
      extensionsLeft: 1,
    })
  })

  it('looks idle after half of the idle time', () => {
    expect(looksIdle(times, limits, 499)).toBe(false)
    expect(looksIdle(times, limits, 500)).toBe(true)
  })
})
