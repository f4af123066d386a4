import { describe, expect, it } from 'vitest'
import type { StepView } from '../../../../server/protocol.ts'
import { hintsOf, nextHint } from '../../../../web/state/hints.ts'

const view: StepView = {
  ...{ id: 'one', title: 'One', text: '', checks: [] },
  hints: [
    { afterFailures: 1 },
    { afterFailures: 1, when: 'driver' },
    { afterFailures: 3, when: 'No network' },
  ],
}
const offered = (failures: number, sentences: string[], taken: Record<number, string> = {}) =>
  nextHint(hintsOf(view, failures, sentences, taken))?.index

describe('the hint that is offered', () => {
  it('is none before it is earned', () => {
    expect(offered(0, ['The driver is host.'])).toBeUndefined()
  })

  it('is the one for what has failed, in any case, before the general one', () => {
    expect(offered(1, ['The Driver is host.'])).toBe(1)
    expect(offered(3, ['There is no network `lan` yet.'])).toBe(2)
  })

  it('is the general one where none fits', () => {
    expect(offered(1, ['Something else.'])).toBe(0)
    expect(offered(2, ['There is no network `lan` yet.'])).toBe(0)
  })

  it('is never one whose failure is not there', () => {
    expect(offered(9, ['Something else.'], { 0: 'Taken.' })).toBeUndefined()
  })

  it('is the general one again once the fitting one was taken', () => {
    expect(offered(1, ['The driver is host.'], { 1: 'Taken.' })).toBe(0)
  })
})
