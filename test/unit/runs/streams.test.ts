import { describe, expect, it, vi } from 'vitest'
import { createCoalescer } from '../../../server/runs/coalesce.ts'
import { createPromptListener } from '../../../server/runs/prompts.ts'
import { createScrollback } from '../../../server/runs/scrollback.ts'
import { whenSettled } from '../../../server/runs/settle.ts'

describe('scrollback', () => {
  it('gives back what was shown', () => {
    const scrollback = createScrollback(100)
    scrollback.add('one\n')
    scrollback.add('two\n')
    expect(scrollback.text()).toBe('one\ntwo\n')
  })

  it('stays within its bound and starts at a line after a flood', () => {
    const scrollback = createScrollback(100)
    for (let line = 0; line < 10_000; line++) scrollback.add(`line ${line}\n`)
    const text = scrollback.text()
    expect(text.length).toBeLessThanOrEqual(100)
    expect(text.startsWith('line ')).toBe(true)
    expect(text.endsWith('line 9999\n')).toBe(true)
  })
})

describe('prompts', () => {
  const mark = '\u001b]133;A\u0007'

  it.each([
    ['in one piece', [`out\r\n${mark}root@host1:~# `]],
    ['cut anywhere', ['out\u001b]1', '33;A\u0007root']],
    ['cut after the escape', ['out\u001b', ']133;A\u0007']],
  ])('hears a prompt %s', (_, chunks) => {
    const heard = vi.fn()
    const listen = createPromptListener(heard)
    chunks.forEach(listen)
    expect(heard).toHaveBeenCalledTimes(1)
  })

  it('is not fooled by other marks', () => {
    const heard = vi.fn()
    createPromptListener(heard)('\u001b]133;C\u0007\u001b[31mred')
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('coalescing', () => {
  it('joins small pieces and never holds a large one', () => {
    vi.useFakeTimers()
    const sent: string[] = []
    const coalescer = createCoalescer((data) => sent.push(data))
    coalescer.add('a')
    coalescer.add('b')
    expect(sent).toEqual([])
    vi.advanceTimersByTime(20)
    expect(sent).toEqual(['ab'])
    coalescer.add('x'.repeat(40_000))
    expect(sent).toHaveLength(2)
    vi.useRealTimers()
  })
})

describe('settling', () => {
  it('looks once after a burst and again for what came meanwhile', async () => {
    vi.useFakeTimers()
    const work = vi.fn(() => Promise.resolve())
    const settled = whenSettled(work, 100)
    settled.nudge()
    settled.nudge()
    await vi.advanceTimersByTimeAsync(150)
    expect(work).toHaveBeenCalledTimes(1)
    settled.nudge()
    await vi.advanceTimersByTimeAsync(150)
    expect(work).toHaveBeenCalledTimes(2)
    settled.stop()
    settled.nudge()
    await vi.advanceTimersByTimeAsync(150)
    expect(work).toHaveBeenCalledTimes(2)
    vi.useRealTimers()
  })
})
