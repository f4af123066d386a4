import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createReporter } from '../../../../web/editor/reporter.ts'

let text = ''
let told: [text: string, at: number][] = []
let began = 0

function start() {
  text = ''
  told = []
  began = performance.now()
  return createReporter(
    '',
    () => text,
    (now) => told.push([now, performance.now() - began]),
  )
}
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('tells a single key within a frame', () => {
  const reporter = start()
  text = 'a'
  reporter.changed()
  expect(told).toEqual([])
  vi.advanceTimersByTime(16)
  expect(told).toEqual([['a', 16]])
})

it('tells a flow of keys now and then, not each, and not only at its end', () => {
  const reporter = start()
  for (let key = 0; key < 40; key += 1) {
    text += 'a'
    reporter.changed()
    vi.advanceTimersByTime(10)
  }
  vi.runAllTimers()
  const times = told.map(([, at]) => at)
  expect(times.length).toBeGreaterThanOrEqual(4)
  expect(times.length).toBeLessThanOrEqual(6)
  expect(told.at(-1)?.[0]).toBe(text)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(120)
})

it('does not tell what came in from the other side, but what was typed before it', () => {
  const reporter = start()
  text = 'mine'
  reporter.changed()
  reporter.quietly(() => (text = 'mine and theirs'))
  vi.runAllTimers()
  expect(told.map(([now]) => now)).toEqual(['mine and theirs'])
  reporter.quietly(() => (text = 'theirs'))
  vi.runAllTimers()
  expect(reporter.known()).toBe('theirs')
  expect(told).toHaveLength(1)
})
