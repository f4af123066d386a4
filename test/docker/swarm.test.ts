import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBench, until, type Bench } from '../support/docker.ts'
import { labWith } from '../support/labs.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

/** Ends at once when it is told to, which a bare `sleep` as first process would not. */
const sleeper = { image: 'busybox', command: ['sh', '-c', 'trap exit TERM; sleep 3600 & wait'] }
const host1 = {
  swarm: 'manager' as const,
  networks: { mesh: { driver: 'overlay', attachable: true } },
  secrets: { word: { content: 'open sesame' } },
  services: {
    web: {
      ...sleeper,
      replicas: 3,
      endpointMode: 'dnsrr' as const,
      networks: { mesh: { aliases: [] } },
      secrets: [{ source: 'word', target: 'password' }],
    },
  },
}
const worker = { swarm: 'worker' as const, images: ['busybox'] }
const host3 = { ...worker, containers: { box: { ...sleeper, endpoints: { mesh: {} } } } }

describe('a swarm of three hosts', () => {
  it('is there from nothing, its network and its secret with it', async () => {
    const { environment, provision } = bench.open({ host1, host2: worker, host3 })
    await provision()
    const { hosts } = await environment.observe()
    const swarm = hosts['host1']?.swarm
    expect(swarm).toMatchObject({ role: 'manager', state: 'active', leader: 'host1' })
    expect(Object.keys(swarm?.nodes ?? {}).sort()).toEqual(['host1', 'host2', 'host3'])
    expect(hosts['host2']?.swarm).toMatchObject({ role: 'worker', state: 'active', services: {} })
    const web = swarm?.services['web']
    expect(web).toMatchObject({ replicas: 3, running: 3, status: 'running', endpointMode: 'dnsrr' })
    expect(new Set(web?.tasks.map(({ node }) => node)).size).toBe(3)
    expect(hosts['host3']?.containers['box']?.status).toBe('running')
    const said = await environment.exec('host3', [
      'sh',
      '-c',
      'docker exec box ping -c 1 -W 2 tasks.web; docker exec $(docker ps -qf name=web) cat /run/secrets/password',
    ])
    expect(said.stdout).toContain('1 packets received')
    expect(said.stdout).toContain('open sesame')
    const task = Object.values(hosts['host2']?.containers ?? {})[0]
    expect(task?.service).toBe('web')
    const again = environment.plan()
    expect(await again).toEqual([])
  })

  it('comes back with the swarm after its manager and a worker died', async () => {
    const { run, environment, provision } = bench.open({ host1, host2: worker, host3 })
    await provision()
    const outer = bench.room.engine.docker
    await Promise.all(
      ['host3', 'host1'].map((host) => outer.getContainer(`slw-${run}-${host}`).kill()),
    )
    await provision()
    await until(
      'three nodes and three tasks',
      async () => {
        const { swarm } = await environment.observeHost('host1')
        const ready = Object.values(swarm?.nodes ?? {}).filter(({ status }) => status === 'ready')
        return ready.length === 3 && swarm?.services['web']?.running === 3
      },
      60_000,
    )
    const { containers } = await environment.observeHost('host3')
    expect(containers['box']?.status).toBe('running')
  })
})

it('changes what changed, and takes away what is drawn no more', async () => {
  const { run, environment, provision } = bench.open({ host1 })
  await provision()
  await environment.exec('host1', ['sh', '-c', 'echo mine | docker secret create mine -'])
  const web = { ...host1.services.web, replicas: 1, secrets: [{ source: 'word', target: 'word' }] }
  const secrets = { word: { content: 'close sesame' } }
  const lab = labWith({ host1: { ...host1, services: { web }, secrets } }, [])
  const changed = bench.environments.open(run, lab)
  await changed.apply({ signal: AbortSignal.timeout(90_000), onProgress: () => undefined })
  const { swarm } = await changed.observeHost('host1')
  expect(swarm?.services['web']).toMatchObject({ replicas: 1, running: 1 })
  const task = swarm?.services['web']?.tasks[0]?.container ?? ''
  const read = ['docker', 'exec', task, 'cat', '/run/secrets/word']
  expect((await changed.exec('host1', read)).stdout).toBe('close sesame')
  const bare = bench.environments.open(run, labWith({ host1: { swarm: 'manager' } }, []))
  await bare.apply({ signal: AbortSignal.timeout(90_000), onProgress: () => undefined })
  const left = await bare.observeHost('host1')
  expect(left.swarm?.services).toEqual({})
  expect(Object.keys(left.swarm?.secrets ?? {})).toEqual(['mine'])
  expect(left.networks).not.toHaveProperty('mesh')
  changed.close()
  bare.close()
})

describe('order between hosts', () => {
  const log = 'date +%s%N >> /root/ran'

  it('starts a host once those it depends on are complete, their start commands included', async () => {
    const words: string[] = []
    const { run, environment } = bench.open({
      docker1: { dependsOn: ['kv'], daemon: { labels: ['store=kv:2379'] }, start: [log] },
      kv: { start: [`sleep 1; ${log}`, 'sleep 600 & echo $! > /root/pid'] },
    })
    await environment.provision({
      signal: AbortSignal.timeout(60_000),
      onProgress: (lines) => words.push(...lines.map(({ host, doing }) => `${host}: ${doing}`)),
    })
    expect(words).toContain('docker1: waiting for kv')
    expect(words).toContain('kv: running what the lab starts')
    const [first] = (await environment.exec('kv', ['cat', '/root/ran'])).stdout.split('\n')
    const { State } = await bench.room.engine.docker.getContainer(`slw-${run}-docker1`).inspect()
    expect(Date.parse(State.StartedAt)).toBeGreaterThan(Number(first) / 1e6)
    const info = await environment.exec('docker1', ['docker', 'info', '-f', '{{.Labels}}'])
    expect(info.stdout).toContain('store=kv:2379')
    expect((await environment.exec('kv', ['sh', '-c', 'kill -0 $(cat /root/pid)'])).code).toBe(0)
  })

  it('runs a start command once, also where a second server takes over while it runs', async () => {
    const hosts = { host1: { start: [`${log}; sleep 2`, log] } }
    const { run, environment, provision } = bench.open(hosts)
    const first = provision()
    await until('the first command', async () => {
      const done = await environment.exec('host1', ['test', '-s', '/root/ran']).catch(() => null)
      return done?.code === 0
    })
    const second = bench.environments.open(run, labWith(hosts, []))
    const signal = AbortSignal.timeout(60_000)
    await Promise.all([first, second.provision({ signal, onProgress: () => undefined })])
    second.close()
    const { stdout } = await environment.exec('host1', ['wc', '-l', '/root/ran'])
    expect(Number.parseInt(stdout)).toBe(2)
  })

  it('says what a start command said that failed', async () => {
    const { provision } = bench.open({ host1: { start: ['ls /nowhere'] } })
    await expect(provision()).rejects.toMatchObject({
      code: 'start-failed',
      message: expect.stringMatching(/ls \/nowhere.*host1.*No such file/s) as string,
    })
  })
})
