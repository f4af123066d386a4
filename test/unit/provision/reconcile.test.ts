import { describe, expect, it } from 'vitest'
import { refusal } from '../../../server/docker/inner/answer.ts'
import { AppError } from '../../../server/errors.ts'
import { desiredState } from '../../../server/provision/desired.ts'
import { diff } from '../../../server/provision/diff.ts'
import { reconcile } from '../../../server/provision/reconcile.ts'
import { hostProgress } from '../../../server/provision/progress.ts'
import { labWith } from '../../support/labs.ts'
import { memoryRuntime } from '../../support/memory-runtime.ts'

const host = {
  images: ['busybox', 'rare'],
  networks: { lan: { driver: 'bridge' }, wan: { driver: 'bridge' } },
  volumes: { data: {} },
  containers: {
    web: { image: 'busybox', endpoints: { lan: {}, wan: {} }, dependsOn: ['db'] },
    db: { image: 'busybox', endpoints: { lan: { aliases: ['store'] } } },
    sleeper: { image: 'busybox', status: 'paused' as const },
    done: { image: 'busybox', status: 'exited' as const },
  },
}
const lab = labWith({ host1: { ...host, wires: ['front', 'back'] }, host2: { wires: ['back'] } }, [
  'front',
  'back',
])
const desired = desiredState('run1', lab, { owner: 'me', shelf: ['busybox'] })
const signal = new AbortController().signal

describe('reconcile', () => {
  it('brings a run about and then has nothing to do', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal })
    expect(diff(desired, runtime.actual)).toEqual([])
    expect(runtime.actual.hosts['host1']?.wires).toEqual(['front', 'back'])
    const before = runtime.log.length
    await reconcile(desired, runtime, { signal })
    expect(runtime.log).toHaveLength(before)
  })

  it('converges after dying before any step whatever', async () => {
    const whole = memoryRuntime(desired, () => undefined)
    await reconcile(desired, whole, { signal })
    for (let fatal = 0; fatal < whole.log.length; fatal++) {
      let count = 0
      const runtime = memoryRuntime(desired, () => {
        if (count++ === fatal) throw new Error('died')
      })
      await expect(reconcile(desired, runtime, { signal })).rejects.toThrow('died')
      await reconcile(desired, runtime, { signal })
      expect(diff(desired, runtime.actual)).toEqual([])
      // Nothing was made twice.
      expect(runtime.log.filter((action) => action === 'host.create')).toHaveLength(2)
    }
  })

  it('tries again where somebody else was quicker', async () => {
    let refusals = 2
    const runtime = memoryRuntime(desired, (action) => {
      if (action === 'wire.create' && refusals-- > 0) {
        throw new AppError('docker-conflict', { reason: 'pool overlaps' })
      }
    })
    await reconcile(desired, runtime, { signal })
    expect(diff(desired, runtime.actual)).toEqual([])
  })

  it('tries again where a swarm was late to attach a container', async () => {
    const late =
      'attaching to network failed, make sure your network options are correct and check manager logs: context deadline exceeded'
    let refusals = 1
    const runtime = memoryRuntime(desired, (action) => {
      if (action === 'container.start' && refusals-- > 0) throw refusal(500, { message: late })
    })
    await reconcile(desired, runtime, { signal })
    expect(diff(desired, runtime.actual)).toEqual([])
  })

  it('gives up with the reason when a step does not last', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    runtime.executors['container.start'] = () => Promise.resolve()
    await expect(reconcile(desired, runtime, { signal })).rejects.toMatchObject({
      code: 'provision-stuck',
      message: expect.stringContaining('is created, should be running') as string,
    })
  })

  it('stops between steps when it is told to', async () => {
    const controller = new AbortController()
    const runtime = memoryRuntime(desired, (action) => {
      if (action === 'host.create') controller.abort()
    })
    await expect(reconcile(desired, runtime, { signal: controller.signal })).rejects.toThrow()
    expect(runtime.log).not.toContain('host.start')
  })

  it('tells what each host is doing, and when it is ready', async () => {
    const told: string[] = []
    const progress = hostProgress(['host1', 'host2'], (lines) => {
      told.push(lines.map(({ host, doing, done }) => `${host} ${doing} ${done}`).join(' | '))
    })
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal, progress })
    progress.finished()
    expect(told[0]).toBe('host1 laying the wires false | host2 laying the wires false')
    expect(told.some((line) => line.includes('host1 creating container web'))).toBe(true)
    expect(told.at(-1)).toBe('host1 ready true | host2 ready true')
  })
})
