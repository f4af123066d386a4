import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../labs/define.ts'
import { advance, currentStep, noProgress } from '../../../server/verify/progress.ts'
import { aStep } from '../../support/builders.ts'

const failure: Outcome = {
  verdict: 'fail',
  expected: '',
  found: '',
  sentence: '',
  evidence: [],
  ms: 1,
}

describe('progress', () => {
  it('is a fold over the record', () => {
    const progress = noProgress()
    advance(progress, { type: 'passed', step: 'one' }, 5)
    advance(progress, { type: 'answer', step: 'two', check: 'two.1', text: 'x' }, 6)
    advance(progress, { type: 'hint', step: 'two', hint: 0, text: 'look' }, 7)
    expect(progress.passed.get('one')).toBe(5)
    expect(progress.answers.get('two.1')).toBe('x')
    expect(progress.hints.get('two')?.has(0)).toBe(true)
    expect(currentStep([aStep('one'), aStep('two')], progress)?.id).toBe('two')
  })

  it('counts the failures that were asked for, not those seen in passing', () => {
    const progress = noProgress()
    const outcome = { type: 'outcome', step: 'one', check: 'one.1', outcome: failure } as const
    advance(progress, { ...outcome, trigger: 'event' }, 1)
    expect(progress.failures.get('one')).toBeUndefined()
    advance(progress, { ...outcome, trigger: 'button' }, 2)
    advance(progress, { ...outcome, trigger: 'answer' }, 3)
    expect(progress.failures.get('one')).toBe(2)
  })
})
