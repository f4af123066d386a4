import { describe, expect, it } from 'vitest'
import { ProbeError, type Outcome } from '../../../labs/define.ts'
import type { CompiledCheck } from '../../../labs/format/compiled.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { round } from '../../../server/verify/round.ts'
import { aCheck } from '../../support/builders.ts'
import { memoryProbe } from '../../support/memory-probe.ts'
import { aHost, aNetwork } from '../../support/states.ts'

const lan = (id: string, property: string, over: Partial<CompiledCheck> = {}) =>
  aCheck(id, {
    args: { thing: 'network', name: 'lan', property, wanted: { driver: 'bridge' } },
    ...over,
  })

async function play(checks: CompiledCheck[], look: () => HostState) {
  const outcomes = new Map<string, Outcome>()
  const passed = await round(
    checks,
    { probe: () => memoryProbe(look), answer: () => undefined },
    {
      onAsking: () => undefined,
      onOutcome: (check, outcome) => void outcomes.set(check.id, outcome),
    },
    new AbortController().signal,
  )
  return { passed, verdict: (id: string) => outcomes.get(id)?.verdict, outcomes }
}

describe('a round of checks', () => {
  it('lets any number of checks wait without a warning', async () => {
    const warned: string[] = []
    const hear = ({ name }: Error) => warned.push(name)
    process.on('warning', hear)
    const checks = Array.from({ length: 20 }, (_, index) =>
      lan(String(index), 'exists', { within: 30_000 }),
    )
    let looks = 0
    const look = () => ({
      ...aHost(),
      networks: looks++ < checks.length ? {} : { lan: aNetwork() },
    })
    expect(await play(checks, look)).toMatchObject({ passed: true })
    process.off('warning', hear)
    expect(warned).toEqual([])
  })

  it('passes when every check passes', async () => {
    const { passed } = await play(
      [lan('a', 'exists'), lan('b', 'driver', { needs: ['a'] })],
      () => ({
        ...aHost(),
        networks: { lan: aNetwork() },
      }),
    )
    expect(passed).toBe(true)
  })

  it('has one red line for one cause: dependents are skipped and say so', async () => {
    const played = await play(
      [
        lan('c', 'driver', { needs: ['b'] }),
        lan('b', 'driver', { needs: ['a'] }),
        lan('a', 'exists'),
      ],
      aHost,
    )
    expect(played.passed).toBe(false)
    expect([played.verdict('a'), played.verdict('b'), played.verdict('c')]).toEqual([
      'fail',
      'skipped',
      'skipped',
    ])
    expect(played.outcomes.get('b')?.sentence).toContain('depends on')
  })

  it('never passes what could not be asked', async () => {
    const { passed, outcomes } = await play([lan('a', 'absent')], () => {
      throw new ProbeError('the engine of host1 is not running')
    })
    expect(passed).toBe(false)
    expect(outcomes.get('a')).toMatchObject({
      verdict: 'inconclusive',
      found: 'the engine of host1 is not running',
    })
  })

  it('goes on asking within the time a check is given', async () => {
    let looks = 0
    const { passed } = await play([lan('a', 'exists', { within: 5000 })], () => ({
      ...aHost(),
      networks: ++looks > 2 ? { lan: aNetwork() } : {},
    }))
    expect(passed).toBe(true)
    expect(looks).toBe(3)
  })

  it('wants as many passes in a row as a check says', async () => {
    const seen = [true, false, true, true, true]
    let looks = 0
    const { passed } = await play([lan('a', 'exists', { within: 10_000, stable: 3 })], () => ({
      ...aHost(),
      networks: seen[looks++] ? { lan: aNetwork() } : {},
    }))
    expect(passed).toBe(true)
    expect(looks).toBe(5)
  })

  it('stops when it is aborted, without an outcome', async () => {
    const stop = new AbortController()
    const outcomes: string[] = []
    const going = round(
      [lan('a', 'exists', { within: 60_000 })],
      { probe: () => memoryProbe(aHost), answer: () => undefined },
      { onAsking: () => stop.abort(), onOutcome: (check) => void outcomes.push(check.id) },
      stop.signal,
    )
    await expect(going).rejects.toThrow()
    expect(outcomes).toEqual([])
  })
})
