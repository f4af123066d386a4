import { describe, expect, it, vi } from 'vitest'
import type { HostState } from '../../../labs/topology/state.ts'
import { createWatch } from '../../../server/verify/watch.ts'
import { aCheck, aStep } from '../../support/builders.ts'
import { memoryProbe } from '../../support/memory-probe.ts'
import { aHost, aNetwork } from '../../support/states.ts'

function setUp(within = 0) {
  const world: { host: HostState } = { host: aHost() }
  const passed = new Set<string>()
  const network = (name: string) => ({
    args: { thing: 'network', name, property: 'exists', wanted: {} },
    within,
  })
  const steps = [
    aStep('one', { checks: [aCheck('one.1', network('lan'))] }),
    aStep('two', { checks: [aCheck('two.1', network('wan'))] }),
  ]
  const onOutcome = vi.fn()
  const onError = vi.fn()
  const watch = createWatch({
    asker: { probe: () => memoryProbe(() => world.host), answer: () => undefined },
    current: () => steps.find((step) => !passed.has(step.id)),
    passed: () => steps.filter((step) => passed.has(step.id)),
    onAsking: () => undefined,
    onOutcome: (_, check, outcome, trigger) => onOutcome(check.id, outcome.verdict, trigger),
    onStepPassed: async (step) => void passed.add(step.id),
    onError,
  })
  const have = (...names: string[]) => {
    world.host = {
      ...aHost(),
      networks: Object.fromEntries(names.map((name) => [name, aNetwork()])),
    }
  }
  return { watch, have, passed, steps, onOutcome, onError }
}

describe('watching a run', () => {
  it('asks about the current step only, and goes on to the next when it passes', async () => {
    const { watch, have, passed, onOutcome } = setUp()
    watch.nudge('event')
    await vi.waitFor(() => expect(onOutcome).toHaveBeenCalledWith('one.1', 'fail', 'event'))
    expect(onOutcome).not.toHaveBeenCalledWith('two.1', expect.anything(), expect.anything())
    have('lan', 'wan')
    watch.nudge('prompt')
    await vi.waitFor(() => expect([...passed]).toEqual(['one', 'two']))
    watch.stop()
  })

  it('goes on showing whether a passed step is still true', async () => {
    const { watch, have, passed, onOutcome } = setUp()
    have('lan')
    watch.nudge('event')
    await vi.waitFor(() => expect([...passed]).toEqual(['one']))
    have()
    watch.nudge('event')
    await vi.waitFor(() => expect(onOutcome).toHaveBeenCalledWith('one.1', 'fail', 'event'))
    expect([...passed]).toEqual(['one'])
    watch.stop()
  })

  it('does not ask again what was typed for a step that is passed', async () => {
    const { watch, have, passed, steps, onOutcome } = setUp()
    const typed = { kind: 'command', args: { on: 'host1', words: ['docker'] } }
    steps[0]?.checks.push(aCheck('one.2', typed))
    passed.add('one')
    have('lan')
    watch.nudge('event')
    await vi.waitFor(() => expect(onOutcome).toHaveBeenCalledWith('one.1', 'pass', 'event'))
    expect(onOutcome).not.toHaveBeenCalledWith('one.2', expect.anything(), expect.anything())
    watch.stop()
  })

  it('holds nobody to account for a step that has just begun', async () => {
    const { watch, have, passed, onOutcome } = setUp()
    have('lan')
    await watch.askNow(
      aStep('one', {
        checks: [
          aCheck('one.1', {
            args: { thing: 'network', name: 'lan', property: 'exists', wanted: {} },
          }),
        ],
      }),
      'answer',
    )
    expect([...passed]).toEqual(['one'])
    await vi.waitFor(() => expect(onOutcome).toHaveBeenCalledWith('two.1', 'fail', 'start'))
    watch.stop()
  })

  it('merges a burst of triggers into one look', async () => {
    const { watch, onOutcome } = setUp()
    for (let event = 0; event < 20; event++) watch.nudge('event')
    await vi.waitFor(() => expect(onOutcome).toHaveBeenCalled())
    expect(onOutcome).toHaveBeenCalledTimes(1)
    watch.stop()
  })

  it('lets the button go before a patient round that is under way', async () => {
    const { watch, have, passed, onError } = setUp(60_000)
    watch.nudge('event')
    await vi.waitFor(() => expect(passed.size).toBe(0))
    have('lan')
    const step = aStep('one', {
      checks: [
        aCheck('one.1', {
          args: { thing: 'network', name: 'lan', property: 'exists', wanted: {} },
        }),
      ],
    })
    await watch.askNow(step, 'button')
    expect(passed.has('one')).toBe(true)
    expect(onError).not.toHaveBeenCalled()
    watch.stop()
  })
})
