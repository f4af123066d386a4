import { describe, expect, it } from 'vitest'
import type { ProofEvent } from '../../../../server/protocol.ts'
import { storyOf } from '../../../../web/builder/run/story.ts'
import { summaryOf } from '../../../../web/builder/run/summary.ts'

const steps = ['one', 'two', 'three', 'four'].map((id) => ({ id, title: `Title of ${id}` }))

const step = (id: string, over: Partial<Extract<ProofEvent, { type: 'step' }>> = {}) => ({
  ...{ type: 'step' as const, step: id, title: id, before: 'fails' as const },
  ...{ after: 'passes' as const, ms: 1, surprise: '', unseenHints: [], transcript: '' },
  ...over,
})
const way = (kind: 'alternative' | 'mistake', surprise: string): ProofEvent => ({
  ...{ type: 'way', step: 'one', kind, title: 'A slip', ms: 1, surprise, transcript: '' },
})
const done = (over: Partial<Extract<ProofEvent, { type: 'done' }>> = {}): ProofEvent => ({
  ...{ type: 'done', proved: false, stopped: false, missing: [], failure: '', complaints: [] },
  ...{ ms: 1, ...over },
})
const all = steps.map(({ id }) => step(id))
const summary = (events: ProofEvent[]) => summaryOf(storyOf(events, steps), steps)
const states = (events: ProofEvent[]) => {
  const story = storyOf(events, steps)
  return steps.map(({ id }) => story.steps[id]?.is)
}
const broken = step('two', { after: 'fails', surprise: 'does not pass after its solution: No.' })

describe('the story of a proof', () => {
  it('marks the step that is being proved while it goes on', () => {
    const events: ProofEvent[] = [{ type: 'preparing', progress: [] }, step('one')]
    expect(states(events)).toEqual(['proved', 'going', 'waiting', 'waiting'])
    const { doing, share } = storyOf(events, steps)
    expect([doing, share]).toEqual(['Proving step 2 of 4: Title of two', 0.25])
  })

  it('says what is tried after the steps, and how far that is', () => {
    const events: ProofEvent[] = [...all, { type: 'stage', stage: 'alternatives', count: 4 }]
    const now = storyOf([...events, way('alternative', '')], steps)
    expect([now.doing, now.share]).toEqual(['Trying the other right ways: 1 of 4', 5 / 8])
  })

  it('blames the step that does not pass, and not those behind it', () => {
    const events = [step('one'), broken, done({ missing: ['three', 'four'] })]
    expect(states(events)).toEqual(['proved', 'wrong', 'unreached', 'unreached'])
    expect(summary(events)).toEqual({
      tone: 'fail',
      headline: 'Not proved: 1 thing is not as the lab says.',
      more: ['Steps 3 to 4 were not tried, because step 2 does not pass. Mend that first.'],
    })
    expect(storyOf(events, steps).troubles).toMatchObject([
      { step: 'two', words: 'It does not pass after its solution: No.' },
    ])
  })

  it('does not call a proof stopped because a mistake behaved otherwise', () => {
    const events = [way('mistake', 'does not fail the step'), ...all, done()]
    expect(states(events)).toEqual(['wrong', 'proved', 'proved', 'proved'])
    expect(summary(events)).toMatchObject({
      headline: 'Not proved: 1 thing is not as the lab says.',
      more: [],
    })
    expect(storyOf(events, steps).troubles).toEqual([
      {
        step: 'one',
        words: 'The mistake “A slip” does not fail the step.',
        advice: 'Add a check that fails by it.',
      },
    ])
  })

  it('says why where nothing but a hint was never seen', () => {
    const unseenHints = ['no mistake shows the failure “x” that a hint is for']
    const events = [step('one', { unseenHints }), ...all.slice(1), done()]
    expect(storyOf(events, steps).troubles).toMatchObject([
      { step: 'one', words: 'No mistake shows the failure “x” that a hint is for.' },
    ])
  })

  it('names what nobody notices, and what the lab accepts for nothing', () => {
    const mutant: ProofEvent = {
      ...{ type: 'mutant', name: 'stop container web', step: 'two', verdict: 'survived' },
      ...{ words: '', ms: 1 },
    }
    const complaints = ['accepts “x”, but there is no such mutation']
    const { troubles } = storyOf([...all, mutant, done({ complaints })], steps)
    expect(troubles.map(({ step, words }) => `${step}: ${words}`)).toEqual([
      'two: Nobody notices “stop container web” after this step.',
      ': Accepts “x”, but there is no such mutation.',
    ])
  })

  it('is one of being stopped, or of having come to no end', () => {
    expect(summary([step('one'), done({ stopped: true })])).toMatchObject({
      tone: 'neutral',
      headline: 'Stopped: 1 of 4 steps proved until then.',
    })
    expect(summary([done({ failure: 'No Docker engine answers. Start it.' })])).toEqual({
      tone: 'fail',
      headline: 'The proof came to no end: 0 of 4 steps proved until then.',
      more: ['No Docker engine answers. Start it.'],
    })
  })

  it('counts what else was tried where all is well', () => {
    const events = [way('mistake', ''), way('alternative', ''), ...all, done({ proved: true })]
    expect(summary(events)).toEqual({
      tone: 'pass',
      headline: 'Proved: every step fails before its solution and passes after it.',
      more: ['1 mistake is noticed, 1 other way passes.'],
    })
  })
})
