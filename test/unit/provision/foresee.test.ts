import { describe, expect, it } from 'vitest'
import type { WantedHost } from '../../../labs/format/compiled.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { desiredState } from '../../../server/provision/desired.ts'
import { foresee } from '../../../server/provision/foresee.ts'
import { reconcile } from '../../../server/provision/reconcile.ts'
import type { Actual } from '../../../server/provision/state.ts'
import { notInPlace } from '../../../server/runs/unapplied.ts'
import { labWith } from '../../support/labs.ts'
import { memoryRuntime } from '../../support/memory-runtime.ts'

const lab = (host: Partial<WantedHost>) => labWith({ host1: host }, [])
const desired = (host: Partial<WantedHost>) =>
  desiredState('run1', lab(host), { owner: 'me', shelf: ['busybox'] })
const lan = { lan: { driver: 'bridge' } }
const db = { image: 'busybox', command: ['sleep', '1'], endpoints: { lan: {} } }

async function built(host: Partial<WantedHost>) {
  const runtime = memoryRuntime(desired(host), () => undefined)
  await reconcile(desired(host), runtime, { signal: new AbortController().signal })
  return runtime
}

const inside = (actual: Actual): HostState => {
  const state = actual.hosts['host1']?.state
  if (state === undefined) throw new Error('no host1')
  return state
}
const said = (host: Partial<WantedHost>, actual: Actual) =>
  foresee(desired(host), actual).map(({ action, key }) => `${action} ${key}`)

describe('what is foreseen', () => {
  it('is nothing where nothing is left to do', async () => {
    const { actual } = await built({ networks: lan, containers: { db } })
    expect(said({ networks: lan, containers: { db } }, actual)).toEqual([])
  })

  it('is every round: what is removed is made anew, with its reason', async () => {
    const { actual } = await built({ networks: lan, containers: { db } })
    const before = structuredClone(actual)
    const wanted = { networks: lan, containers: { db: { ...db, command: ['sleep', '2'] } } }
    const steps = foresee(desired(wanted), actual)
    expect(steps.map(({ action }) => action)).toEqual([
      'container.remove',
      'container.create',
      'container.start',
    ])
    expect(steps[0]?.reason).toContain('command')
    expect(steps[1]?.reason).toBe('made anew after it was removed')
    expect(actual).toEqual(before)
  })

  it('is what the loop then does', async () => {
    const runtime = await built({
      networks: { ...lan, old: { driver: 'bridge' } },
      containers: { db },
    })
    const wanted = {
      networks: { lan: { driver: 'bridge', internal: true } },
      volumes: { data: {} },
      containers: { db, web: { image: 'busybox' } },
    }
    const foreseen = foresee(desired(wanted), runtime.actual).map(({ action }) => action)
    const done = runtime.log.length
    await reconcile(desired(wanted), runtime, { signal: new AbortController().signal })
    expect(runtime.log.slice(done).sort()).toEqual(foreseen.sort())
  })

  it('names what somebody made that loses a network', async () => {
    const { actual } = await built({ networks: lan, containers: { db } })
    const { containers } = inside(actual)
    const made = containers['db']
    if (made) containers['mine'] = { ...made, labels: {} }
    const steps = foresee(desired({}), actual)
    const removal = steps.find(({ action }) => action === 'network.remove')
    expect(removal?.reason).toContain('mine, made in the run, loses its connection')
    expect(steps.some(({ key }) => key.includes('mine'))).toBe(false)
  })

  it('removes a host that the lab has no more', async () => {
    const { actual } = await built({})
    expect(said({}, { ...actual, surplus: ['host2'] })).toEqual(['host.remove host2/remove'])
  })
})

it('says what a running host cannot be brought to', () => {
  const before = lab({}).wanted
  expect(notInPlace(before, lab({ networks: lan }).wanted)).toEqual([])
  expect(notInPlace(before, lab({ daemon: { debug: true } }).wanted)).toEqual([
    {
      host: 'host1',
      action: 'host.keep',
      target: 'host1',
      reason: 'its daemon settings changed: start the try again to see that',
    },
  ])
})
