import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Environment } from '../../server/runs/ports.ts'
import { askOnce, whereBroken } from '../support/asking.ts'
import { openBench, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment

beforeAll(async () => {
  bench = await openBench()
  const box = { image: 'busybox', tty: true }
  const opened = bench.open({
    host1: {
      networks: { lan: { driver: 'bridge' }, other: { driver: 'bridge' } },
      containers: {
        db: { ...box, endpoints: { lan: {} } },
        web: { image: 'training/webapp', endpoints: { lan: { aliases: ['www'] } } },
        shy: { ...box, endpoints: { lan: {} } },
        both: { ...box, endpoints: { other: {}, lan: {} } },
        far: { ...box, endpoints: { other: {} } },
        plain: { ...box },
        alone: { ...box, networkMode: 'none' },
        stopped: { ...box, status: 'created', endpoints: { lan: {} } },
      },
    },
  })
  await opened.provision()
  environment = opened.environment
  await inHost('docker exec -d shy httpd -f -p 127.0.0.1:80')
})
afterAll(() => bench.close())

async function inHost(command: string): Promise<void> {
  const done = await environment.exec('host1', ['bash', '-ec', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr + done.stdout).toBe(0)
}

const ask = (kind: string, args: unknown) => askOnce(environment, kind, args)
const breaks = (kind: string, args: unknown) => whereBroken(environment, kind, args)

describe('the first broken hop', () => {
  it('is a network that the two have not in common', async () => {
    expect(await breaks('ping', { from: 'db', to: 'far' })).toBe(
      'network at network other: no network in common: `db` is on lan, `far` on other',
    )
  })

  it('is a name that nobody has, or that the default bridge does not know', async () => {
    const wrong = { from: 'db', name: 'webb', expect: 'web' }
    expect(await breaks('dns', wrong)).toMatch(
      /^name at container db: nobody knows `webb` in `db` .* `web` is called web, .*www/,
    )
    await inHost('docker run -itd --name plain2 busybox')
    const plain = { from: 'plain', name: 'plain2', expect: 'plain2' }
    expect(await breaks('dns', plain)).toMatch(/^name at container plain: .*default bridge/)
  })

  it('is a port that nobody listens on, or another one', async () => {
    expect(await breaks('tcp', { from: 'web', to: 'db', port: 80 })).toBe(
      'listener at container db: nothing in `db` listens on port 80',
    )
    expect(await breaks('http', { from: 'db', to: 'web', port: 80 })).toBe(
      'listener at container web: nothing in `web` listens on port 80, only on 5000',
    )
    expect(await breaks('tcp', { from: 'far', to: 'both', port: 80 })).toMatch(/^listener/)
    expect(await breaks('tcp', { from: 'db', to: 'both', port: 80 })).toMatch(/^listener/)
    expect(await breaks('tcp', { from: 'db', to: 'shy', port: 80 })).toBe(
      'listener at container shy: `shy` listens on port 80 of 127.0.0.1 only',
    )
  })

  it('is a container that does not run', async () => {
    expect(await breaks('ping', { from: 'db', to: 'stopped' })).toMatch(
      /^receiver at container stopped: `stopped` is created, not running/,
    )
    expect(await breaks('ping', { from: 'nobody', to: 'db' })).toMatch(
      /^sender at container nobody: there is no container `nobody`/,
    )
  })

  it('is the network none', async () => {
    expect(await breaks('ping', { from: 'alone', to: 'db' })).toMatch(
      /^address at container alone: .* on the network none/,
    )
    expect(await breaks('ping', { from: 'db', to: 'alone' })).toMatch(/^address at container alone/)
  })

  it('is a rule of a firewall, on the host or in a container', async () => {
    const { containers } = await environment.observeHost('host1')
    const address = containers['web']?.endpoints['lan']?.address ?? ''
    await inHost(`iptables -I OUTPUT -d ${address} -p tcp --dport 5000 -j DROP`)
    expect(await breaks('http', { from: 'host1', to: 'web', port: 5000 })).toMatch(
      /^firewall at host host1: stopped on `host1` by the rule `-A OUTPUT .* -j DROP`/,
    )
    await inHost('iptables -D OUTPUT 1')
    expect((await ask('http', { from: 'host1', to: 'web', port: 5000 })).path).toBeUndefined()
    const pid = containers['shy']?.pid ?? 0
    await inHost(`nsenter -t ${pid} -n iptables -A INPUT -p icmp -j REJECT`)
    expect(await breaks('ping', { from: 'db', to: 'shy' })).toMatch(
      /^firewall at container shy: .*`-A INPUT -p icmp -j REJECT/,
    )
  })

  it('is a route that is missing', async () => {
    const pid = (await environment.observeHost('host1')).containers['db']?.pid ?? 0
    await inHost(`nsenter -t ${pid} -n ip route flush table main`)
    expect(await breaks('ping', { from: 'db', to: 'web' })).toMatch(
      /^route at container db: `db` has no route to/,
    )
  })
})

describe('an explanation', () => {
  it('tells every hop before the broken one, with what was asked for it', async () => {
    const { path, evidence } = await ask('tcp', { from: 'plain', to: 'plain2', port: 9 })
    expect(path?.hops.map(({ word, ok }) => `${word} ${ok}`)).toEqual([
      'sender true',
      'receiver true',
      'address true',
      'address true',
      'network true',
      'route true',
      'firewall true',
      'listener false',
    ])
    expect(path?.hint).toMatch(/no program listens there/)
    const own = evidence.slice(-(path?.asked ?? 0)).map(({ question }) => question)
    expect(own.some((question) => question.startsWith('ip addr'))).toBe(true)
  })
})
