import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../../labs/define.ts'
import type { Entry, EntryBody, Joined } from '../../../../server/protocol.ts'
import { passedCount, stepsOf } from '../../../../web/state/progress.ts'
import { emptyRun, isGap, reduce, type RunState } from '../../../../web/state/reduce.ts'
import { labView } from '../../../support/lab-view.ts'

const outcome = (verdict: Outcome['verdict'], sentence = ''): Outcome => ({
  verdict,
  expected: 'e',
  found: 'f',
  sentence,
  evidence: [],
  ms: 1,
})
const entry = (seq: number, body: EntryBody): Entry => ({ seq, at: seq * 1000, body, hash: '' })
const asked = (check: string, verdict: Outcome['verdict'], trigger: 'button' | 'event') =>
  ({
    type: 'outcome',
    step: check.split('.')[0] ?? '',
    check,
    trigger,
    outcome: outcome(verdict),
  }) as const

function joined(entries: Entry[], state = emptyRun()): RunState {
  const answer: Joined = {
    run: { id: 'r', learner: 'Ada', lab: labView(), startedAt: 0 },
    entries,
    live: { ...emptyRun().live, status: 'ready' },
    clock: 5000,
  }
  return reduce(state, { type: 'joined', joined: answer, now: 3000 })
}
const told = (state: RunState, seq: number, body: EntryBody) =>
  reduce(state, { type: 'entry', entry: entry(seq, body) })

describe('joining', () => {
  it('folds the record and learns the difference of the clocks', () => {
    const state = joined([entry(1, { type: 'passed', step: 'create' })])
    expect(state.seq).toBe(1)
    expect(state.skew).toBe(2000)
    expect(state.passedAt).toEqual({ create: 1000 })
    expect(passedCount(state)).toBe(1)
  })

  it('again, takes only what is new', () => {
    const first = joined([entry(1, asked('create.1', 'fail', 'button'))])
    const again = joined([entry(1, asked('create.1', 'fail', 'button'))], first)
    expect(again.failures).toEqual({ create: 1 })
  })

  it('sees when an entry was missed', () => {
    const state = joined([entry(1, { type: 'passed', step: 'create' })])
    expect(isGap(state, entry(2, { type: 'passed', step: 'look' }))).toBe(false)
    expect(isGap(state, entry(3, { type: 'passed', step: 'look' }))).toBe(true)
  })
})

describe('live parts', () => {
  it('replace what they hold and merge outcomes', () => {
    const first = joined([])
    const one = reduce(first, { type: 'live', patch: { now: { 'create.1': outcome('pass') } } })
    const two = reduce(one, {
      type: 'live',
      patch: { status: 'idle', now: { 'create.2': outcome('fail') } },
    })
    expect(two.live.status).toBe('idle')
    expect(Object.keys(two.live.now)).toEqual(['create.1', 'create.2'])
  })
})

describe('the life of a run', () => {
  it('keeps when it was first ready, why it failed and why it ended', () => {
    const error = { code: 'disk-full', title: 't', advice: 'a' } as const
    let state = joined([])
    state = told(state, 1, { type: 'status', status: 'failed', error })
    expect(state.error).toEqual(error)
    state = told(state, 2, { type: 'status', status: 'preparing' })
    expect(state.error).toBeNull()
    state = told(state, 3, { type: 'status', status: 'ready' })
    state = told(state, 4, { type: 'status', status: 'idle' })
    state = told(state, 5, { type: 'status', status: 'ready' })
    expect(state.readyAt).toBe(3000)
    state = told(state, 6, { type: 'status', status: 'ended', reason: 'time' })
    expect([state.endedAt, state.reason]).toEqual([6000, 'time'])
  })

  it('knows when the engine is away', () => {
    const away = told(joined([]), 1, { type: 'engine', state: 'lost' })
    expect(away.engineLost).toBe('unknown')
    expect(told(away, 2, { type: 'engine', state: 'back' }).engineLost).toBeNull()
  })
})

describe('steps', () => {
  const states = (state: RunState) => stepsOf(state).map((step) => step.state)

  it('come one after the other', () => {
    expect(states(joined([]))).toEqual(['current', 'waiting'])
    expect(states(joined([entry(1, { type: 'passed', step: 'create' })]))).toEqual([
      'passed',
      'current',
    ])
  })

  it('are not red for what is simply not done yet', () => {
    const watched = joined([entry(1, asked('create.1', 'fail', 'event'))])
    expect(states(watched)[0]).toBe('current')
    expect(stepsOf(watched)[0]?.checks[0]?.status).toBe('waiting')
    const pressed = told(watched, 2, asked('create.1', 'fail', 'button'))
    expect(states(pressed)[0]).toBe('failed')
    expect(stepsOf(pressed)[0]?.checks[0]?.status).toBe('fail')
  })

  it('tell whether what was passed is still so', () => {
    const passed = joined([entry(1, { type: 'passed', step: 'create' })])
    const look = (verdict: Outcome['verdict']) =>
      stepsOf(reduce(passed, { type: 'live', patch: { now: { 'create.1': outcome(verdict) } } }))
    expect(stepsOf(passed)[0]?.stillTrue).toBeNull()
    expect(look('pass')[0]?.stillTrue).toBe(true)
    expect(look('fail')[0]?.stillTrue).toBe(false)
    expect(look('fail')[0]?.state).toBe('passed')
    expect(look('inconclusive')[0]?.stillTrue).toBeNull()
  })

  it('earn their hints by failures that the learner caused', () => {
    const lab = labView()
    const first = lab.steps[0]
    if (first) first.hints = [{ afterFailures: 2 }]
    const begin = joined([])
    const state = { ...begin, run: { id: 'r', learner: 'Ada', lab, startedAt: 0 } }
    const missing = (now: RunState) => stepsOf(now)[0]?.hints[0]?.missing
    expect(missing(state)).toBe(2)
    const once = told(state, 1, asked('create.1', 'fail', 'button'))
    expect(missing(told(once, 2, asked('create.1', 'fail', 'event')))).toBe(1)
    const twice = told(once, 2, asked('create.2', 'fail', 'button'))
    expect(missing(twice)).toBe(0)
    const taken = told(twice, 3, { type: 'hint', step: 'create', hint: 0, text: 'Look.' })
    expect(stepsOf(taken)[0]?.hints[0]?.text).toBe('Look.')
  })

  it('do not call a question unanswered a failure', () => {
    const lab = labView()
    const check = lab.steps[0]?.checks[0]
    if (check) check.ask = 'Which?'
    const begin = joined([])
    const run = { id: 'r', learner: 'Ada', lab, startedAt: 0 }
    const state = told({ ...begin, run }, 1, asked('create.1', 'inconclusive', 'button'))
    expect(stepsOf(state)[0]?.checks[0]?.status).toBe('waiting')
    const answered = told(state, 2, {
      type: 'answer',
      step: 'create',
      check: 'create.1',
      text: 'x',
    })
    expect(stepsOf(answered)[0]?.checks[0]?.status).toBe('inconclusive')
  })
})
