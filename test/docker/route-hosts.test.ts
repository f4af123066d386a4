import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Environment } from '../../server/runs/ports.ts'
import { askOnce, whereBroken } from '../support/asking.ts'
import { openBench, until, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment

beforeAll(async () => {
  bench = await openBench()
  const box = { image: 'busybox', tty: true }
  const opened = bench.open({
    host1: {
      swarm: 'manager',
      networks: { mesh: { driver: 'overlay', attachable: true } },
      containers: { one: { ...box, endpoints: { mesh: {} } }, plain: { ...box } },
    },
    host2: { swarm: 'worker', containers: { two: { ...box, endpoints: { mesh: {} } } } },
  })
  await opened.provision()
  environment = opened.environment
})
afterAll(() => bench.close())

const inHost2 = async (command: string) => {
  const done = await environment.exec('host2', ['bash', '-ec', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr).toBe(0)
}
const across = { from: 'host1/one', to: 'host2/two' }
const reaches = (args: object) =>
  until('an answer', async () => (await askOnce(environment, 'ping', args)).verdict === 'pass')

it('finds the rule that stops what carries an overlay', async () => {
  await reaches(across)
  await inHost2('iptables -I INPUT -p udp --dport 4789 -j DROP')
  expect(await whereBroken(environment, 'ping', across)).toMatch(
    /^firewall at host host2: .*-A INPUT -p udp .*--dport 4789 -j DROP/,
  )
  await inHost2('iptables -D INPUT -p udp --dport 4789 -j DROP')
  await reaches(across)
})

it('finds the rule on another host that stops a container of this one', async () => {
  const out = { from: 'host1/plain', to: 'host2' }
  await reaches(out)
  await inHost2('iptables -I INPUT -p icmp -j DROP')
  expect(await whereBroken(environment, 'ping', out)).toMatch(/^firewall at host host2: /)
  await inHost2('iptables -D INPUT -p icmp -j DROP')
  await reaches(out)
})

it('finds the host whose card is down', async () => {
  await inHost2('ip link set eth0 down')
  expect(await whereBroken(environment, 'ping', across)).toMatch(/^wire at host host2: /)
})
