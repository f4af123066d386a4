import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HostState } from '../../../labs/topology/state.ts'
import { lookSettled, summary } from '../../../server/verify/look.ts'
import { aCheck, aStep } from '../../support/builders.ts'
import { probeOf } from '../../support/memory-probe.ts'
import { aHost, aNetwork } from '../../support/states.ts'

const there = aCheck('made', {
  args: { thing: 'network', name: 'host1/lan', property: 'exists', wanted: {} },
  describe: 'There is a network',
})
const question = aCheck('read', {
  kind: 'answer',
  args: { ask: 'On which node?', from: { exec: { in: 'host1', run: 'where' } } },
  describe: 'On which node?',
})
const step = aStep('step', { checks: [question, there] })

/** `at`: what the command prints, and whether the network is there, each time either is asked. */
async function settle(at: { prints: () => string; network: () => boolean }) {
  const answers = new Map<string, string>()
  const observe = async (): Promise<HostState> =>
    aHost(at.network() ? { networks: { lan: aNetwork() } } : {})
  const asker = {
    probe: (_keep: unknown, answer: string | undefined) => ({
      ...probeOf({ exec: () => ({ stdout: at.prints() }) }),
      observe,
      answer: () => answer,
    }),
    answer: (check: string) => answers.get(check),
  }
  const looked = await lookSettled(step, asker, answers, new AbortController().signal)
  const verdicts = Object.fromEntries(
    looked.map(({ check, outcome }) => [check.id, outcome.verdict]),
  )
  return { answers, verdicts, summary: summary(looked) }
}

describe('a step whose solution was carried out', () => {
  afterEach(() => vi.useRealTimers())

  it('is answered from what stands there once everything else has settled', async () => {
    let looks = 0
    const { answers, summary: all } = await settle({
      network: () => ++looks > 2,
      prints: () => (looks > 2 ? 'host2' : 'host1'),
    })
    expect([answers.get('read'), all]).toEqual(['host2', 'passes'])
  })

  it('is answered once there is something to be read', async () => {
    const printed = ['', '\n', 'host3']
    const { answers, summary: all } = await settle({
      network: () => true,
      prints: () => printed.shift() ?? 'host3',
    })
    expect([answers.get('read'), all]).toEqual(['host3', 'passes'])
  })

  it('is not asked what depends on what did not come', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const { verdicts, answers } = await settle({
      network: () => (vi.advanceTimersByTime(25_000), false),
      prints: () => 'host1',
    })
    expect(verdicts).toEqual({ made: 'fail', read: 'skipped' })
    expect(answers.size).toBe(0)
  })

  it('is told why nothing can be read', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const nothing = settle({
      network: () => true,
      prints: () => (vi.advanceTimersByTime(25_000), ''),
    })
    await expect(nothing).rejects.toThrow('`where` prints nothing')
  })
})
