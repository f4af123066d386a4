import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkKind } from '../../labs/checks/index.ts'
import { ProbeError, type Evidence, type Finding } from '../../labs/define.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { openBench, until, type Bench } from '../support/docker.ts'

let bench: Bench
let environment: Environment
let evidence: Evidence[]

beforeAll(async () => {
  bench = await openBench()
  const host = { images: ['busybox'], wires: ['lan'] }
  const opened = bench.open({ host1: host, host2: host }, ['lan'])
  await opened.provision()
  environment = opened.environment
  const join = await on('host1', 'docker swarm init >/dev/null; docker swarm join-token -q worker')
  await on('host2', `docker swarm join --token ${join} host1:2377`)
  await on(
    'host1',
    `docker service create -d --name web --replicas 2 --endpoint-mode dnsrr busybox sleep 900
     docker network create front; docker network create back
     docker run -d --name aa --network front busybox sleep 900
     docker run -d --name bb --network front busybox sleep 900
     docker network connect back bb
     docker run -d --name cc --network back busybox sleep 900
     docker run -d --name sturdy --restart always busybox sh -c 'exit_on() { exit 1; }; trap exit_on TERM; while :; do sleep 1; done'`,
  )
})
afterAll(() => bench.close())

async function on(host: string, command: string): Promise<string> {
  const done = await environment.exec(host, ['bash', '-ec', command], { timeoutMs: 60_000 })
  expect(done.code, done.stderr + done.stdout).toBe(0)
  return done.stdout.trim()
}

function ask(kind: string, args: unknown, signal = AbortSignal.timeout(120_000)): Promise<Finding> {
  const check = checkKind(kind)
  if (check === undefined) throw new Error(kind)
  evidence = []
  const probe = environment.probe(
    (item) => evidence.push(item),
    undefined,
    signal,
    (host) => (host === 'host1' ? [{ text: 'docker network ls --no-trunc', exit: 0, at: 1 }] : []),
  )
  return check.run(args, probe, signal)
}

async function said(kind: string, args: unknown, signal?: AbortSignal): Promise<string> {
  try {
    const { verdict, sentence } = await ask(kind, args, signal)
    return `${verdict}: ${sentence}`
  } catch (error) {
    if (error instanceof ProbeError) return `inconclusive: ${error.message}`
    throw error
  }
}

const eventually = (kind: string, args: unknown, wanted: RegExp) =>
  until(`${kind} ${wanted}`, async () => wanted.test(await said(kind, args)), 60_000)

describe('service and node', () => {
  it('are asked of a manager', async () => {
    await eventually('service', { name: 'host1/web', replicas: 2, nodes: 2 }, /^pass/)
    expect(await said('service', { name: 'host1/web', replicas: 3 })).toMatch(
      /^fail: Service `host1\/web` has 2 tasks running of 2 wanted, and should have 3/,
    )
    expect(await said('service', { name: 'host1/web', notOn: ['host2'] })).toMatch(/^fail: .*still/)
    expect(await said('service', { name: 'host1/none' })).toMatch(/^fail: There is no service/)
    expect(await said('service', { name: 'host2/web' })).toMatch(/`host2` is no manager/)
    expect(await said('node', { name: 'host2', role: 'worker', status: 'ready' })).toMatch(/^pass/)
    expect(await said('node', { name: 'host2', availability: 'drain' })).toMatch(
      /^fail: `host2` is active, and should be drain: look at/,
    )
    expect(await said('node', { name: 'host3' })).toMatch(/^fail: `host3` has not joined/)
  })
})

describe('reach', () => {
  const among = ['host1/aa', 'host1/bb', 'host1/cc']

  it('asks every pair, and draws what came of it', async () => {
    const open = ['host1/aa <-> host1/bb', 'host1/bb <-> host1/cc']
    const right = await ask('reach', { among, open, closed: 'others' })
    expect(right).toMatchObject({ verdict: 'pass' })
    expect(right.matrix?.cells[0]?.map((cell) => cell?.found)).toEqual([
      undefined,
      'open',
      'closed',
    ])
    const wrong = await ask('reach', { among, open: ['host1/aa -> host1/cc'], closed: 'others' })
    expect(wrong.verdict).toBe('fail')
    expect(wrong.sentence).toMatch(/^`host1\/aa` cannot reach `host1\/bb`|reaches|share no network/)
    expect(wrong.matrix?.cells[0]?.[2]).toMatchObject({ expected: 'open', found: 'closed' })
  })
})

describe('command', () => {
  it('reads what was typed', async () => {
    expect(await said('command', { on: 'host1', words: ['docker', 'ls'] })).toMatch(/^pass/)
    expect(await said('command', { on: 'host1', matches: 'ps' })).toMatch(/^fail: Not seen yet/)
  })
})

describe('perturb', () => {
  const running = (container: string) => [
    { inspect: { container: `host1/${container}`, path: 'State.Status', equals: 'running' } },
  ]

  it('kills, sees what does not come back, and puts it back', async () => {
    const args = { do: { kill: 'host1/aa' }, then: running('aa'), within: '2s' }
    expect(await said('perturb', args)).toMatch(
      /^fail: Container `host1\/aa` was killed, and was not made good within 2s: .*exited/,
    )
    expect((await environment.observeHost('host1')).containers['aa']?.status).toBe('running')
    expect(evidence.map(({ answer }) => answer)).toContain('put back')
  })

  it('disturbs nothing where the ground is not right', async () => {
    const args = { do: { kill: 'host1/bb' }, then: running('nobody'), within: '2s' }
    expect(await said('perturb', args)).toMatch(/^fail: Nothing was disturbed/)
    expect((await environment.observeHost('host1')).containers['bb']?.status).toBe('running')
  })

  it('passes where things recover by themselves', async () => {
    const args = { do: { engine: 'host1' }, then: running('sturdy'), within: '60s', stable: 3 }
    expect(await said('perturb', args)).toMatch(/^pass: .*right again in/)
  })

  /** What must hold holds also before: that it holds again says something only once the disturbance shows. */
  const movesAway = async (deed: unknown) => {
    // A manager that has just begun knows of nobody yet, and would place every task with itself.
    await eventually('node', { name: 'host2', status: 'ready' }, /^pass/)
    await on('host1', 'docker service update -d --force web')
    await eventually('service', { name: 'host1/web', replicas: 2, nodes: 2 }, /^pass/)
    const then = [{ service: { name: 'host1/web', replicas: 2 } }]
    expect(await said('perturb', { do: deed, then, within: '60s' })).toMatch(/^pass/)
    expect(await said('service', { name: 'host1/web', notOn: ['host2'] })).toMatch(/^pass/)
    await eventually('node', { name: 'host2', availability: 'active', status: 'ready' }, /^pass/)
  }

  it('waits for tasks to move from a node that is drained, also one that joined twice', async () => {
    await movesAway({ drain: 'host2' })
    const join = await on('host1', 'docker swarm join-token -q worker')
    await on('host2', `docker swarm leave; docker swarm join --token ${join} host1:2377`)
    const listed = await on('host1', 'docker node ls --format "{{.Hostname}}" | grep -c host2')
    expect(listed).toBe('2')
    await movesAway({ drain: 'host2' })
  })

  it('waits for a swarm to miss a node that was cut off', async () => {
    await movesAway({ cut: 'host2' })
  })

  it('leaves in the hosts what puts them back when nobody lives to do it', async () => {
    const probe = environment.probe(() => undefined, undefined, AbortSignal.timeout(60_000))
    await probe.disturb({ kind: 'stop', host: 'host1', container: 'cc' })
    expect((await environment.observeHost('host1')).containers['cc']?.status).toBe('exited')
    await environment.putBack()
    expect((await environment.observeHost('host1')).containers['cc']?.status).toBe('running')
    await probe.disturb({ kind: 'drain', host: 'host1', node: 'host2' })
    expect(await said('node', { name: 'host2', availability: 'drain' })).toMatch(/^pass/)
    await environment.putBack()
    expect(await said('node', { name: 'host2', availability: 'active' })).toMatch(/^pass/)
    await probe.disturb({ kind: 'cut', host: 'host2', wire: 'lan' })
    expect(await said('ping', { from: 'host1', to: 'host2' })).toMatch(/^fail/)
    await environment.putBack()
    await eventually('ping', { from: 'host1', to: 'host2' }, /^pass/)
    // Where nothing is out of place nothing is done.
    await environment.putBack()
  })

  it('cuts a wire, and mends it also when nobody waits any more', async () => {
    const neighbour = { ping: { from: 'host1', to: 'host2' } }
    const cut = { do: { cut: 'host2' }, then: [neighbour], within: '2s' }
    expect(await said('perturb', cut)).toMatch(/^fail: `host2` was unplugged/)
    await eventually('ping', neighbour.ping, /^pass/)
    const stop = new AbortController()
    const asked = said('perturb', { ...cut, within: '60s' }, stop.signal).catch(String)
    await until('the cut', () => evidence.some(({ question }) => /wires/.test(question)))
    stop.abort()
    await asked
    await eventually('ping', neighbour.ping, /^pass/)
  })
})
