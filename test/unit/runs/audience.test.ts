import { describe, expect, it, vi } from 'vitest'
import { createAudience, HIGH, LOW } from '../../../server/runs/audience.ts'

function setUp() {
  const flow = { pause: vi.fn(), resume: vi.fn() }
  const clock = { now: 0 }
  const audience = createAudience(flow, () => clock.now)
  const listener = { data: vi.fn(), gone: vi.fn() }
  audience.join('a', listener)
  return { flow, clock, audience, listener }
}

describe('the audience of a terminal', () => {
  it('pauses the shell above the high mark and goes on below the low mark', () => {
    const { flow, audience } = setUp()
    audience.send('x'.repeat(HIGH + 1))
    expect(flow.pause).toHaveBeenCalledTimes(1)
    audience.shown('a', HIGH - LOW)
    expect(flow.resume).not.toHaveBeenCalled()
    audience.shown('a', LOW)
    expect(flow.resume).toHaveBeenCalledTimes(1)
  })

  it('goes on when the slow client leaves', () => {
    const { flow, audience } = setUp()
    audience.send('x'.repeat(HIGH + 1))
    audience.leave('a')
    expect(flow.resume).toHaveBeenCalledTimes(1)
  })

  it('lets a client go that shows nothing, and serves the others', () => {
    vi.useFakeTimers()
    const { flow, clock, audience, listener } = setUp()
    const quick = { data: vi.fn(), gone: vi.fn() }
    audience.join('b', quick)
    audience.send('x'.repeat(HIGH + 1))
    audience.shown('b', HIGH + 1)
    clock.now = 60_000
    vi.advanceTimersByTime(60_000)
    expect(listener.gone).toHaveBeenCalledWith('detached')
    expect(quick.gone).not.toHaveBeenCalled()
    expect(flow.resume).toHaveBeenCalledTimes(1)
    audience.close()
    vi.useRealTimers()
  })

  it('tells everybody when the shell is gone', () => {
    const { audience, listener } = setUp()
    audience.close()
    expect(listener.gone).toHaveBeenCalledWith('closed')
    expect(audience.size).toBe(0)
  })
})
