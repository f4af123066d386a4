import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ProbeError, type Evidence, type Probe } from '../../labs/define.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { openBench, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment
let evidence: Evidence[]
let probe: Probe

beforeAll(async () => {
  bench = await openBench()
  const opened = bench.open({
    host1: {
      networks: { lan: { driver: 'bridge' } },
      containers: {
        web: { image: 'training/webapp', endpoints: { lan: { aliases: ['www'] } } },
        box: { image: 'busybox', tty: true, endpoints: { lan: {} } },
        alone: { image: 'busybox', tty: true },
        stopped: { image: 'busybox', tty: true, status: 'created' },
      },
    },
  })
  await opened.provision()
  environment = opened.environment
})
afterAll(() => bench.close())
beforeEach(() => {
  evidence = []
  probe = newProbe()
})

const newProbe = (signal = AbortSignal.timeout(60_000)) =>
  environment.probe((item) => evidence.push(item), 'an answer', signal)
const inHost = async (command: string) => {
  const done = await environment.exec('host1', ['bash', '-c', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr).toBe(0)
}
const box = { host: 'host1', container: 'box' }
const alone = { host: 'host1', container: 'alone' }

describe('looking', () => {
  it('is shared by the checks of a round and not by the next round', async () => {
    const round = [newProbe(), newProbe(), newProbe()]
    const states = await Promise.all(round.map((one) => one.observe('host1')))
    expect(states.every((state) => state === states[0])).toBe(true)
    await inHost('docker network create shared')
    const later = newProbe()
    expect(await later.observe('host1')).toHaveProperty('networks.shared')
    expect(evidence).toHaveLength(4)
  })

  it('asks the engine of the host, for which 404 is an answer', async () => {
    const { status, body } = await probe.api('host1', '/containers/web/json')
    expect([status, (body as { Name: string }).Name]).toEqual([200, '/web'])
    expect((await probe.api('host1', '/containers/nothing/json')).status).toBe(404)
    expect(evidence.map(({ question }) => question)).toEqual([
      'GET host1:/containers/web/json',
      'GET host1:/containers/nothing/json',
    ])
    expect(evidence[0]?.answer.length).toBeLessThanOrEqual(8 * 1024 + 1)
  })

  it('knows the hosts and the last answer', () => {
    expect(probe.hosts).toEqual(['host1'])
    expect(probe.answer()).toBe('an answer')
  })
})

describe('running', () => {
  it('gives code, stdout and stderr apart, in a container and in the host', async () => {
    const argv = ['sh', '-c', 'echo out; echo err >&2; exit 3']
    const wanted = { code: 3, stdout: 'out\n', stderr: 'err\n' }
    expect(await probe.exec(box, argv)).toEqual(wanted)
    expect(await probe.exec({ host: 'host1' }, argv)).toEqual(wanted)
    expect(await probe.exec({ ...box, user: '1000' }, ['id', '-u'])).toMatchObject({
      stdout: '1000\n',
    })
    expect(evidence[0]?.question).toContain('docker exec box sh -c')
  })

  it('throws where it could not be asked, and says why', async () => {
    await expect(probe.exec({ host: 'host1', container: 'nothing' }, ['true'])).rejects.toThrow(
      ProbeError,
    )
    await expect(probe.exec({ host: 'host1', container: 'stopped' }, ['true'])).rejects.toThrow(
      /not running/,
    )
    await expect(probe.exec({ host: 'elsewhere' }, ['true'])).rejects.toThrow(/no host elsewhere/)
    expect(evidence).toHaveLength(3)
  })

  it('does not wait for ever, and not for whoever withdrew the question', async () => {
    const controller = new AbortController()
    const asked = newProbe(controller.signal).exec({ host: 'host1' }, ['sleep', '60'])
    setTimeout(() => controller.abort(), 300)
    const began = Date.now()
    await expect(asked).rejects.toThrow(ProbeError)
    expect(Date.now() - began).toBeLessThan(3_000)
  })

  it('bounds what a flood leaves in memory', async () => {
    const flood = await probe.exec(box, ['sh', '-c', 'yes | head -c 20000000'])
    expect(flood.stdout.length).toBeLessThan(1_100_000)
    expect(flood.stdout).toMatch(/… \d+ more$/)
  })
})

describe('reaching', () => {
  const web = async () => {
    const { containers } = await probe.observe('host1')
    return containers['web']?.endpoints['lan']?.address ?? ''
  }

  it('tells a neighbour from a stranger', async () => {
    const what = { kind: 'ping', address: await web() } as const
    expect(await probe.reach(box, what)).toMatchObject({ ok: true })
    expect(await probe.reach(alone, what)).toMatchObject({ ok: false })
    expect(await probe.reach({ host: 'host1' }, what)).toMatchObject({ ok: true })
  })

  it('opens ports and reads pages, by address and by name', async () => {
    const address = await web()
    expect(await probe.reach(box, { kind: 'tcp', address, port: 5000 })).toMatchObject({ ok: true })
    const closed = await probe.reach(box, { kind: 'tcp', address: 'web', port: 5001 })
    expect(closed).toMatchObject({ ok: false, detail: expect.stringMatching(/refused/) as string })
    for (const url of [`http://${address}:5000/`, 'http://www:5000/']) {
      const page = await probe.reach(box, { kind: 'http', url })
      expect(page).toMatchObject({ ok: true, status: 200 })
      expect(page.body).toContain('Hello world')
    }
    const nothing = { kind: 'http', url: 'http://registry:5000/nothing' } as const
    const missing = await probe.reach({ host: 'host1' }, nothing)
    expect(missing).toMatchObject({ ok: true, status: 404 })
  })

  it('resolves names as the container would', async () => {
    const address = await web()
    const name = 'web'
    expect(await probe.reach(box, { kind: 'resolve', name })).toMatchObject({
      ok: true,
      addresses: [address],
    })
    expect(await probe.reach(alone, { kind: 'resolve', name })).toMatchObject({ ok: false })
    expect(await probe.reach(box, { kind: 'resolve', name: 'nobody' })).toMatchObject({ ok: false })
    await inHost('docker run -itd --name linked --link alone:friend busybox')
    const friend = await probe.reach(
      { host: 'host1', container: 'linked' },
      { kind: 'resolve', name: 'friend' },
    )
    expect(friend).toMatchObject({ ok: true, detail: '/etc/hosts' })
  })

  it('throws from where nothing can be sent', async () => {
    const what = { kind: 'ping', address: '127.0.0.1' } as const
    const from = (container: string) => probe.reach({ host: 'host1', container }, what)
    await expect(from('stopped')).rejects.toThrow('stopped is not running')
    await expect(from('nothing')).rejects.toThrow('host1 has no container nothing')
    await expect(probe.reach(box, { kind: 'tcp', address: '-x', port: 1 })).rejects.toThrow(
      ProbeError,
    )
  })
})
