import { describe, expect, it } from 'vitest'
import type { WantedHost } from '../../../labs/format/compiled.ts'
import { desiredState } from '../../../server/provision/desired.ts'
import { diff } from '../../../server/provision/diff.ts'
import { hostProgress } from '../../../server/provision/progress.ts'
import { reconcile } from '../../../server/provision/reconcile.ts'
import type { Actual, Desired } from '../../../server/provision/state.ts'
import { labWith } from '../../support/labs.ts'
import { memoryRuntime } from '../../support/memory-runtime.ts'

const signal = new AbortController().signal
const nothing: Actual = { subnets: [], wires: [], registry: undefined, hosts: {} }

function desiredOf(hosts: Record<string, Partial<WantedHost>>): Desired {
  return desiredState('run1', labWith(hosts, []), { owner: 'me', shelf: ['busybox'] })
}

const web = { image: 'busybox', replicas: 2, networks: { mesh: { aliases: [] } } }
const manager = {
  swarm: 'manager' as const,
  networks: { mesh: { driver: 'overlay', attachable: true } },
  secrets: { word: { content: 'sesame' } },
  services: { web: { ...web, secrets: [{ source: 'word', target: 'word' }] } },
}
const box = { image: 'busybox', endpoints: { mesh: {} } }
const swarm = {
  host1: manager,
  host2: { swarm: 'worker' as const, containers: { box } },
  host3: { swarm: 'manager' as const },
}

/** Which keys a step comes after, directly or through others. */
function allBefore(desired: Desired, key: string): Set<string> {
  const steps = new Map(diff(desired, nothing).map((step) => [step.key, step]))
  const before = new Set<string>()
  const follow = (one: string) => {
    for (const other of steps.get(one)?.after ?? []) {
      if (!before.has(other)) follow(other)
      before.add(other)
    }
  }
  follow(key)
  return before
}

describe('a swarm', () => {
  const desired = desiredOf(swarm)

  it('is made while other hosts start, joined one manager after the other, and then filled', () => {
    expect(allBefore(desired, 'host1/swarm')).not.toContain('host2/start')
    expect(allBefore(desired, 'host2/swarm')).toContain('host1/swarm')
    expect(allBefore(desired, 'host2/start')).not.toContain('host1/swarm')
    expect(allBefore(desired, 'host1/network/mesh')).toContain('host1/swarm')
    expect(allBefore(desired, 'host2/container/box/create')).toContain('host1/network/mesh')
    const service = allBefore(desired, 'host1/service/web')
    expect([...service]).toEqual(
      expect.arrayContaining(['host2/swarm', 'host3/swarm', 'host1/secret/word']),
    )
  })

  it('gets the images of its services on every host', () => {
    expect(desired.hosts['host3']?.images).toEqual(['busybox'])
    expect(desiredOf({ ...swarm, host4: {} }).hosts['host4']?.images).toEqual([])
  })

  it('converges after dying before any step whatever', async () => {
    const whole = memoryRuntime(desired, () => undefined)
    await reconcile(desired, whole, { signal })
    expect(diff(desired, whole.actual)).toEqual([])
    for (let dies = 0; dies < whole.log.length; dies++) {
      let left = dies
      const runtime = memoryRuntime(desired, () => {
        if (left-- === 0) throw new Error('died')
      })
      await expect(reconcile(desired, runtime, { signal })).rejects.toThrow('died')
      await reconcile(desired, runtime, { signal })
      expect(diff(desired, runtime.actual)).toEqual([])
      expect(runtime.actual.hosts['host1']?.state?.swarm?.services['web']?.status).toBe('running')
    }
  })

  it('waits with a worker whose manager does not answer', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal })
    const { host1, host2 } = runtime.actual.hosts
    if (!host1 || !host2?.state) throw new Error('no hosts')
    host1.state = undefined
    host2.begun = false
    delete host2.state.swarm
    const steps = diff(desired, runtime.actual, { keepBegun: true })
    expect(steps.map(({ key }) => key)).toEqual(['host1/ready'])
  })

  it('lets go what is drawn no more, and leaves a learner’s service alone', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal })
    const services = runtime.actual.hosts['host1']?.state?.swarm?.services
    if (services?.['web'] === undefined) throw new Error('the service of the lab is not there')
    services['mine'] = { ...structuredClone(services['web']), labels: {} }
    const bare = desiredOf({ ...swarm, host1: { swarm: 'manager' } })
    const said = diff(bare, runtime.actual).map(({ action, key }) => `${action} ${key}`)
    expect(said).toEqual(
      expect.arrayContaining([
        'service.remove host1/service/web',
        'secret.remove host1/secret/word',
      ]),
    )
    expect(said.join()).not.toContain('mine')
  })

  it('makes a secret anew whose content differs, and the service that uses it', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal })
    const secrets = { word: { content: 'open' } }
    const changed = desiredOf({ ...swarm, host1: { ...manager, secrets } })
    const steps = diff(changed, runtime.actual)
    expect(steps.map(({ reason }) => reason)).toEqual([
      'service web uses it',
      'secret word: its content differs',
    ])
    await reconcile(changed, runtime, { signal })
    expect(diff(changed, runtime.actual)).toEqual([])
  })
})

describe('hosts that depend on others', () => {
  const desired = desiredOf({
    docker1: { dependsOn: ['kv'] },
    kv: { containers: { store: { image: 'busybox' } }, start: ['first', 'second'] },
  })

  it('start after everything of theirs, start commands in their order included', () => {
    const before = allBefore(desired, 'docker1/start')
    expect([...before]).toEqual(expect.arrayContaining(['kv/container/store/start']))
    const runs = [...before].filter((key) => key.startsWith('kv/run/'))
    expect(runs).toHaveLength(2)
    expect(allBefore(desired, 'docker1/create')).not.toContain('kv/ready')
  })

  it('are held back while those stand there unfinished, and say so', async () => {
    const lines: string[] = []
    const progress = hostProgress(
      ['docker1', 'kv'],
      (all) => lines.push(...all.map(({ host, doing }) => `${host}: ${doing}`)),
      (host) => desired.hosts[host]?.wanted.dependsOn ?? [],
    )
    const runtime = memoryRuntime(desired, (action) => {
      if (action === 'host.run') throw new Error('died')
    })
    await expect(reconcile(desired, runtime, { signal, progress })).rejects.toThrow('died')
    expect(runtime.actual.hosts['docker1']?.status).toBe('created')
    expect(lines).toContain('docker1: waiting for kv')
    const steps = diff(desired, runtime.actual).map(({ action }) => action)
    expect(steps).toEqual(['host.run', 'host.run'])
  })

  it('run a start command once, and another text as another command', async () => {
    const runtime = memoryRuntime(desired, () => undefined)
    await reconcile(desired, runtime, { signal })
    await reconcile(desired, runtime, { signal })
    expect(runtime.log.filter((action) => action === 'host.run')).toHaveLength(2)
    const edited = desiredOf({ docker1: {}, kv: { start: ['first', 'other'] } })
    const runs = diff(edited, runtime.actual).filter(({ action }) => action === 'host.run')
    expect(runs).toHaveLength(0)
    await reconcile(edited, runtime, { signal })
    expect(runtime.log.filter((action) => action === 'host.run')).toHaveLength(3)
  })
})

it('gives hosts addresses that stay, above those that Docker gives by itself', () => {
  const desired = desiredOf({ host1: {}, host2: {} })
  const steps = diff(desired, nothing)
  const created = steps.flatMap((one) => (one.action === 'host.create' ? [one.args.address] : []))
  expect(created.map((address) => address?.split('.').at(-1))).toEqual(['11', '12'])
  const there = {
    ...nothing,
    wires: ['wire'],
    ranges: { wire: '100.64.1.0/24' },
    hosts: {
      host2: {
        ...{ id: 'x', status: 'running' as const, wires: ['wire'], addresses: ['100.64.1.11'] },
        ...{ begun: false, state: undefined },
      },
    },
  }
  const later = diff(desired, there).flatMap((one) =>
    one.action === 'host.create' ? [one.args.address] : [],
  )
  expect(later).toEqual(['100.64.1.12'])
})
