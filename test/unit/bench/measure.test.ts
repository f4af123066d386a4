import { describe, expect, it } from 'vitest'
import { inTurn, once, ratio, spread, times } from '../../bench/measure.ts'

describe('measuring', () => {
  it('gives least, middle and most', () => {
    expect(spread([30, 10, 20])).toEqual({ min: 10, median: 20, max: 30 })
  })

  it('compares round by round', () => {
    expect(times(ratio([10, 30], [20, 20]))).toBe('1.50 × (0.50–1.50)')
  })

  it('takes turns, and leaves out the round that warms up', async () => {
    const order: string[] = []
    const subject = (name: string) => async () => order.push(name)
    const result = await inTurn(2, { a: subject('a'), b: subject('b') })
    expect(order.join('')).toBe('abbaab')
    expect(result.a).toHaveLength(2)
  })

  it('clears away after a failure', async () => {
    let cleared = false
    const failing = once({
      run: () => Promise.reject(new Error('no')),
      clear: async () => void (cleared = true),
    })
    await expect(failing).rejects.toThrow('no')
    expect(cleared).toBe(true)
  })
})
