import { describe, expect, it } from 'vitest'
import { proofJunit } from '../../../server/verify/proof-junit.ts'
import { proofTable, surprises, type LabProof } from '../../../server/verify/proof-report.ts'

const proof: LabProof = {
  lab: 'a-lab',
  title: 'A lab',
  missing: ['three'],
  ways: [],
  mutants: [],
  complaints: [],
  failure: '',
  ms: 4000,
  steps: [
    {
      step: 'one',
      title: 'One',
      before: 'fails',
      after: 'passes',
      ms: 1500,
      surprise: '',
      wrong: [],
      unseenHints: [],
      transcript: 'host1$ docker ps\n\u001b[31mred\u001b[0m\u0007',
    },
    {
      step: 'two',
      title: 'Two',
      before: 'passes',
      after: 'not tried',
      ms: 200,
      surprise: 'passes before its solution',
      wrong: [],
      unseenHints: [],
      transcript: '',
    },
  ],
}

describe('the report of a proof', () => {
  it('names every surprise, also the steps that were never reached', () => {
    expect(surprises(proof)).toEqual([
      'a-lab / two: passes before its solution',
      'a-lab / three: not reached',
    ])
  })

  it('prints a table that lines up', () => {
    expect(proofTable([proof]).split('\n')).toEqual([
      'lab    step   before  after      seconds',
      'a-lab  one    fails   passes     1.5      proved',
      'a-lab  two    passes  not tried  0.2      NOT PROVED',
      'a-lab  three                              NOT REACHED',
    ])
  })

  it('writes JUnit without characters that XML forbids', () => {
    const xml = proofJunit([proof])
    expect(xml).toContain('tests="3" failures="2"')
    expect(xml).toContain('host1$ docker ps\nred')
    expect(xml).not.toMatch(/[\u0000-\u0008\u001b]/)
  })
})
