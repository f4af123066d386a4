import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnvironments } from '../../server/docker/environments.ts'
import type { HostEvent } from '../../server/runs/ports.ts'
import { labelled, openBench, until, type Bench } from '../support/docker.ts'
import { labWith } from '../support/labs.ts'
import { freshRun } from '../support/run-names.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

const containers = {
  web: { image: 'training/webapp', endpoints: { lan: {}, back: { aliases: ['www'] } } },
  box: { image: 'busybox', tty: true, stdinOpen: true, dependsOn: ['web'] },
  shared: { image: 'busybox', tty: true, networkMode: 'container:box' },
}
const host1 = {
  wires: ['front', 'side'],
  networks: {
    lan: { driver: 'bridge', subnets: [{ subnet: '10.77.0.0/24', gateway: '10.77.0.1' }] },
    back: { driver: 'bridge', internal: true },
  },
  volumes: { data: { labels: { tier: 'gold' } } },
  containers,
  daemon: { debug: true },
  files: [{ path: '/root/notes/read me.txt', content: 'hello\n', mode: 0o640 }],
}

describe('a run with two hosts', () => {
  it('gets everything that is drawn, from nothing', async () => {
    const { environment, provision } = bench.open({ host1, host2: { wires: ['front'] } }, [
      'front',
      'side',
    ])
    await provision()
    const { hosts } = await environment.observe()
    expect(Object.keys(hosts)).toEqual(['host1', 'host2'])
    const state = hosts['host1']
    expect(state?.networks['lan']?.subnets[0]?.subnet).toBe('10.77.0.0/24')
    expect(state?.networks['back']?.internal).toBe(true)
    expect(state?.volumes['data']?.labels['tier']).toBe('gold')
    expect(Object.keys(state?.containers['web']?.endpoints ?? {}).sort()).toEqual(['back', 'lan'])
    expect(state?.containers['shared']?.networkMode).toBe('container:box')
    expect(Object.values(state?.containers ?? {}).map(({ status }) => status)).toEqual(
      Array<string>(3).fill('running'),
    )
    const there = await environment.exec('host1', [
      'sh',
      '-c',
      'stat -c %a "/root/notes/read me.txt"; docker info -f "{{.Debug}}"; ls /sys/class/net | grep -c ^eth',
    ])
    expect(there.stdout.split('\n').slice(0, 3)).toEqual(['640', 'true', '2'])
    expect(environment.digests()).toHaveProperty('busybox')
  })

  it('is a learner\u2019s once it was complete: after its hosts died it is as they left it', async () => {
    const { run, environment, provision } = bench.open({ host1 }, ['front', 'side'])
    await provision()
    const changed = 'docker rm -f shared; docker stop -t 0 box; docker network create mine'
    await environment.exec('host1', ['sh', '-c', changed])
    await bench.room.engine.docker.getContainer(`slw-${run}-host1`).kill()
    expect((await environment.observe()).hosts).toEqual({})
    await provision()
    const state = await environment.observeHost('host1')
    const status = (name: string) => state.containers[name]?.status
    expect([status('web'), status('box'), status('shared')]).toEqual([
      'running',
      'exited',
      undefined,
    ])
    expect(state.networks).toHaveProperty('mine')
  })

  it('is finished by a second attempt where the first was broken off', async () => {
    const { environment } = bench.open({ host1 }, ['front', 'side'])
    for (const after of ['creating the host', 'starting the Docker engine', 'creating container']) {
      const controller = new AbortController()
      const attempt = environment.provision({
        signal: controller.signal,
        onProgress: (lines) => {
          if (lines.some(({ doing }) => doing.startsWith(after))) controller.abort()
        },
      })
      await expect(attempt).rejects.toThrow()
    }
    await environment.provision({
      signal: AbortSignal.timeout(60_000),
      onProgress: () => undefined,
    })
    expect((await environment.observeHost('host1')).containers['web']?.status).toBe('running')
  })
})

it('names an image that nobody has before anything is made', async () => {
  const { run, provision } = bench.open({ host1: { images: ['training/nothing'] } })
  await expect(provision()).rejects.toMatchObject({ code: 'image-missing' })
  expect(await labelled(bench, `slipway.run=${run}`)).toEqual([])
})

it('loads images where the engine cannot share a shelf', async () => {
  const { shelf: _, ...prepared } = bench.room.prepared
  const environments = createEnvironments({ ...bench.room, prepared, owner: bench.owner })
  const environment = environments.open(
    freshRun(),
    labWith({ host1: { images: ['busybox', 'training/webapp'] } }, []),
  )
  try {
    await environment.provision({
      signal: AbortSignal.timeout(60_000),
      onProgress: () => undefined,
    })
    const ran = await environment.exec('host1', [
      'docker',
      'run',
      '--rm',
      'busybox',
      'echo',
      'here',
    ])
    expect(ran).toMatchObject({ code: 0, stdout: 'here\n' })
  } finally {
    await environment.destroy()
  }
})

it('says why a container does not stay as drawn', async () => {
  const short = { image: 'busybox', command: ['true'] }
  // Its start takes longer than the life of the one before it, so that the next look finds that one ended.
  const later = { image: 'busybox', command: ['sleep', '99'], dependsOn: ['short'] }
  const { provision } = bench.open({ host1: { containers: { short, later } } })
  await expect(provision()).rejects.toMatchObject({
    code: 'provision-stuck',
    message: expect.stringContaining('short') as string,
  })
})

it('follows events, across a restart of the engine in the host', async () => {
  const { environment, provision } = bench.open({ host1: { images: ['busybox'] } })
  await provision()
  const events: HostEvent[] = []
  const stopper = new AbortController()
  environment.events(stopper.signal, (event) => events.push(event))
  const seen = (type: string, action: string, times = 1) =>
    until(`${type} ${action}`, () => {
      return events.filter((e) => e.type === type && e.action === action).length >= times
    })
  await seen('stream', 'open')
  await environment.exec('host1', ['docker', 'run', '-d', '--name', 'one', 'busybox', 'true'])
  await seen('container', 'die')
  expect(events.find(({ action }) => action === 'start')).toEqual({
    ...{ host: 'host1', type: 'container', action: 'start', name: 'one' },
  })
  const stopped = await environment.exec('host1', ['service', 'docker', 'stop'])
  expect(stopped.code).toBe(0)
  await seen('stream', 'lost')
  expect((await environment.observe()).hosts).toEqual({})
  await expect(environment.observeHost('host1')).rejects.toMatchObject({ code: 'host-silent' })
  await environment.exec('host1', ['service', 'docker', 'start'])
  await seen('stream', 'open', 2)
  expect(await environment.observeHost('host1')).toHaveProperty('containers.one')
  await environment.exec('host1', ['docker', 'network', 'create', 'later'])
  await seen('network', 'create')
  stopper.abort()
})

describe('the end', () => {
  it('leaves nothing that carries the label, anonymous volumes included', async () => {
    const { run, environment, provision } = bench.open({ host1 }, ['front', 'side'])
    await provision()
    const volumes = async () =>
      (await bench.room.engine.docker.listVolumes()).Volumes.map(({ Name }) => Name)
    const label = `slipway.run=${run}`
    expect((await labelled(bench, label)).length).toBeGreaterThanOrEqual(5)
    const { Mounts } = await bench.room.engine.docker.getContainer(`slw-${run}-host1`).inspect()
    const own = Mounts.flatMap(({ Name, RW }) => (Name && RW ? [Name] : []))
    await Promise.all([environment.destroy(), environment.destroy()])
    expect(await labelled(bench, label)).toEqual([])
    expect((await volumes()).filter((name) => own.includes(name))).toEqual([])
    await environment.destroy()
  })

  it('is brought by a sweep for runs that are not kept, and only for the own ones', async () => {
    const [kept, gone] = [bench.open({ host1: {} }), bench.open({ host1: {} })]
    await Promise.all([kept.provision(), gone.provision()])
    const others = createEnvironments({ ...bench.room, owner: `${bench.owner}-other` })
    expect(await others.sweep(new Set())).toEqual([])
    const keep = (await labelledRunsOf(bench)).filter((run) => run !== gone.run)
    expect(await bench.environments.sweep(new Set(keep))).toEqual([gone.run])
    expect(await labelled(bench, `slipway.run=${gone.run}`)).toEqual([])
    expect(Object.keys((await kept.environment.observe()).hosts)).toEqual(['host1'])
  })
})

async function labelledRunsOf({ room, owner }: Bench): Promise<string[]> {
  const filters = { label: [`slipway.owner=${owner}`] }
  const networks = await room.engine.docker.listNetworks({ filters })
  return networks.map(({ Labels }) => Labels?.['slipway.run'] ?? '')
}
