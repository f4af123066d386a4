import { describe, expect, it } from 'vitest'
import { judged } from '../../../server/verify/mutate-lab.ts'
import type { MutantProof } from '../../../server/verify/mutant.ts'
import { proofJunit } from '../../../server/verify/proof-junit.ts'
import {
  mutantTally,
  proofTable,
  proofTimes,
  surprises,
  type LabProof,
} from '../../../server/verify/proof-report.ts'

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

  it('names what nobody notices and what could not be tried, unless a reason is given', () => {
    const mutant = (name: string, verdict: MutantProof['verdict'], words = '') => {
      return { ...judged(lab, { name, verdict, words, ms: 1 }), step: 'one' }
    }
    const lab = {
      accepts: ['pause web', 'pause db'].map((mutation) => ({ mutation, because: 'Why not.' })),
    }
    const mutants = [
      mutant('stop web', 'noticed', 'one.1: it is stopped'),
      mutant('stop db', 'survived'),
      mutant('pause web', 'survived'),
      mutant('pause db', 'untried', 'it is not there'),
      mutant('rename web', 'untried', 'it is not there'),
    ]
    const wrong = [
      'a-lab / after one: nobody notices “stop db”',
      'a-lab / after one: “rename web” could not be tried: it is not there',
    ]
    expect(surprises({ ...proof, steps: [], missing: [], mutants })).toEqual(wrong)
    const xml = proofJunit([{ ...proof, steps: [], missing: [], mutants }])
    expect(xml).toContain('tests="5" failures="2"')
    expect(xml.match(/<failure /g)).toHaveLength(2)
    expect(mutantTally([{ ...proof, mutants }])).toContain(
      '1 noticed, 2 accepted with a reason, 1 survived, 1 could not be tried',
    )
  })

  it('says how long each lab took, the longest first', () => {
    const mutant = { name: 'stop web', step: 'one', verdict: 'noticed' as const, words: '' }
    const quick = { ...proof, lab: 'quick', ms: 900, mutants: [{ ...mutant, ms: 600 }] }
    expect(proofTimes([quick, proof]).split('\n')).toEqual([
      '    4 s  a-lab',
      '    1 s  quick, 1 mutations in    1 s',
      '    5 s  together',
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
