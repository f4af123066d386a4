import { describe, expect, it } from 'vitest'
import { flakes } from '../../../server/verify/flakes.ts'
import type { LabProof } from '../../../server/verify/proof-report.ts'
import type { StepProof } from '../../../server/verify/prove.ts'
import { sideBySide } from '../../../server/verify/side-by-side.ts'

const step = (surprise: string, wrong: string[]): StepProof => ({
  ...{ step: 'one', title: 'One', before: 'fails', after: 'passes', ms: 1, transcript: '' },
  ...{ surprise, wrong, unseenHints: [] },
})
const proof = (steps: StepProof[]): LabProof => ({
  ...{ lab: 'a-lab', title: 'A lab', missing: [], ways: [], mutants: [], complaints: [] },
  ...{ steps, failure: '', ms: 1 },
})
const fine = proof([step('', [])])
const wrong = proof([step('does not pass after its solution: No answer.', ['one.2'])])

describe('what fails now and then', () => {
  it('is named by its check, with how often', () => {
    expect(flakes([fine, wrong, fine, wrong])).toEqual([
      { lab: 'a-lab', what: 'check one.2', times: 2, of: 4 },
    ])
  })

  it('is not what always fails, nor what never does', () => {
    expect(flakes([wrong, wrong])).toEqual([])
    expect(flakes([fine, fine])).toEqual([])
  })
})

describe('work side by side', () => {
  it('is done a few at a time, and keeps its order', async () => {
    let now = 0
    let most = 0
    const doubled = await sideBySide([5, 1, 4, 2, 3], 2, async (number) => {
      most = Math.max(most, ++now)
      for (let turn = 0; turn < number; turn++) await Promise.resolve()
      now--
      return number * 2
    })
    expect(doubled).toEqual([10, 2, 8, 4, 6])
    expect(most).toBe(2)
  })
})
