import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../server/errors.ts'
import { BatchedCast, type CastState } from '../../../server/records/cast-writer.ts'

const empty: CastState = { startedAt: 0, duration: 0, bytes: 0, dropped: 0, chunks: 0 }
let saved: { events: string; state: CastState }[]
let errors: string[]
let full: boolean
let attempts: number
const open = () =>
  new BatchedCast(
    empty,
    (error) => errors.push(error.code),
    (events, state) => {
      attempts += 1
      if (full) return Promise.reject(new AppError('disk-full', { reason: 'test' }))
      saved.push({ events, state })
      return Promise.resolve()
    },
  )

beforeEach(() => {
  saved = []
  errors = []
  full = false
  attempts = 0
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => vi.useRealTimers())

describe('a terminal recording', () => {
  it('is written once a second, not for every key', async () => {
    const cast = open()
    cast.output('a')
    await vi.advanceTimersByTimeAsync(500)
    cast.output('b')
    expect(saved).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(500)
    expect(saved.map(({ events }) => events)).toEqual(['[0,"o","a"]\n[0.5,"o","b"]\n'])
    expect(saved[0]?.state).toMatchObject({ chunks: 1, duration: 500 })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved).toHaveLength(1)
  })

  it('is written at once when 64 KB have gathered', async () => {
    const cast = open()
    for (let piece = 0; piece < 8; piece++) cast.output('x'.repeat(10_000))
    await vi.advanceTimersByTimeAsync(0)
    expect(saved).toHaveLength(1)
    cast.output('y')
    await cast.close()
    expect(saved.map(({ state }) => state.chunks)).toEqual([1, 2])
  })

  it('keeps what could not be written, says so, and does not storm', async () => {
    const cast = open()
    full = true
    for (let piece = 0; piece < 100; piece++) cast.output('x'.repeat(10_000))
    await vi.advanceTimersByTimeAsync(3_500)
    expect(attempts).toBeLessThanOrEqual(5)
    expect(new Set(errors)).toEqual(new Set(['disk-full']))
    full = false
    cast.output('end')
    await cast.close()
    const text = saved.map(({ events }) => events).join('')
    expect(text.match(/\n/g)).toHaveLength(101)
    expect(text.endsWith('"o","end"]\n')).toBe(true)
  })

  it('goes on counting what it drops, without keeping it', async () => {
    const cast = open()
    for (let piece = 0; piece < 2_000; piece++) cast.output('x'.repeat(50_000))
    await cast.close()
    const last = saved.at(-1)?.state
    expect(last?.bytes).toBeLessThanOrEqual(8 * 1024 * 1024)
    expect(last?.dropped).toBeGreaterThan(90_000_000)
  })
})
