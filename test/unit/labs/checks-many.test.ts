import { describe, expect, it } from 'vitest'
import { checkKind } from '../../../labs/checks/index.ts'
import type { Finding, Reach } from '../../../labs/define.ts'
import type { Disturbance } from '../../../labs/questions.ts'
import type { SwarmState } from '../../../labs/topology/swarm-state.ts'
import { probeOf } from '../../support/memory-probe.ts'
import { aContainer, aHost, endpoint } from '../../support/states.ts'

type World = Parameters<typeof probeOf>[0]

function ask(
  name: string,
  args: unknown,
  world: World,
  signal = new AbortController().signal,
): Promise<Finding> {
  const kind = checkKind(name)
  if (kind === undefined) throw new Error(name)
  return kind.run(kind.fields.parse(args), probeOf(world), signal)
}

const said = async (name: string, args: unknown, world: World) => {
  const { verdict, sentence } = await ask(name, args, world)
  return `${verdict}: ${sentence}`
}

describe('reach', () => {
  const address = { aa: '172.18.0.2', bb: '172.18.0.3', cc: '172.19.0.2' }
  const containers = Object.fromEntries(
    Object.entries(address).map(([name, at]) => [
      name,
      aContainer({ endpoints: { [at.startsWith('172.18') ? 'one' : 'two']: endpoint(at, '') } }),
    ]),
  )
  const reach = (from: string, what: Reach) => {
    const to = 'address' in what ? what.address : ''
    const own = Object.entries(address).find(([name]) => from.endsWith(`/${name}`))?.[1] ?? ''
    return { ok: to === '127.0.0.1' || to.slice(0, 7) === own.slice(0, 7) }
  }
  const world: World = { hosts: { host1: aHost({ containers }) }, reach }
  const among = ['aa', 'bb', 'cc']

  it('goes both ways or one way, as the arrow says', async () => {
    const both = await ask('reach', { among, open: ['aa <-> bb'], closed: 'others' }, world)
    expect(both).toMatchObject({ verdict: 'pass', sentence: 'All 6 ways are as they should be.' })
    const one = await ask('reach', { among, open: ['aa->bb'] }, world)
    expect(one.matrix?.cells.flat().filter((cell) => cell !== null)).toHaveLength(1)
  })

  it('says the first that is wrong, and shows all', async () => {
    const wrong = await ask('reach', { among, open: ['aa <-> cc'], closed: ['aa -> bb'] }, world)
    expect(wrong.verdict).toBe('fail')
    expect(wrong.sentence).toMatch(/^`aa` reaches `bb` .*The table shows 2 more\.$/)
    expect(wrong.matrix?.cells[0]?.map((cell) => cell?.found)).toEqual([
      undefined,
      'open',
      'closed',
    ])
    expect(wrong.unreached).toMatchObject({ from: 'aa', to: 'cc', protocol: 'icmp' })
  })

  it('refuses who is not among them', () => {
    const { success } = checkKind('reach')?.fields.safeParse({ among, open: ['aa -> dd'] }) ?? {}
    expect(success).toBe(false)
  })
})

describe('service and node', () => {
  const task = { slot: 1, container: '', error: '' }
  const swarm = {
    role: 'manager',
    state: 'active',
    nodes: { host1: { role: 'manager', availability: 'active', status: 'ready', leader: true } },
    services: {
      web: {
        ...{ image: 'busybox:latest', mode: 'replicated', replicas: 2, running: 1 },
        status: 'pending',
        tasks: [
          { ...task, node: 'host1', status: 'running' },
          { ...task, node: '', status: 'pending', error: 'no suitable node' },
        ],
      },
    },
  } as unknown as SwarmState
  const world: World = { hosts: { host1: aHost({ swarm }), host2: aHost() } }

  it('gives the engine’s own reason', async () => {
    expect(await said('service', { name: 'host1/web', replicas: 2 }, world)).toBe(
      'fail: Service `host1/web` has 1 task running of 2 wanted, and should have 2 (pending: no suitable node).',
    )
    expect(
      await said('service', { name: 'host1/web', image: 'busybox', replicas: 1 }, world),
    ).toMatch(/^pass/)
    expect(await said('service', { name: 'host2/web' }, world)).toMatch(/`host2` is no manager/)
    expect(await said('node', { name: 'host1', tasks: 1, leader: true }, world)).toMatch(/^pass/)
    expect(await said('node', { name: 'host1', tasks: 0 }, world)).toMatch(/`docker node ps`\.$/)
    expect(await said('node', { name: 'host2' }, world)).toMatch(
      /has not joined the swarm of `host1`/,
    )
  })
})

describe('command', () => {
  const ran = (text: string, exit = 0) => ({ text, exit, at: 1 })
  const world: World = {
    commands: { host1: [ran('docker network ls --no-trunc'), ran('docker ps -x', 125)] },
  }

  it('finds words in order, options between them', async () => {
    expect(await said('command', { words: ['docker', 'network', 'ls'] }, world)).toMatch(/^pass/)
    expect(await said('command', { words: ['ls', 'docker'] }, world)).toMatch(/^fail: Not seen yet/)
    expect(await said('command', { words: ['docker', 'ps'] }, world)).toBe(
      'fail: `docker ps -x` ended with exit code 125: read what it printed, and try again.',
    )
    expect(await said('command', { words: ['docker', 'ps'], exit: 'any' }, world)).toMatch(/^pass/)
    expect(await said('command', { matches: '^docker', times: 2 }, world)).toMatch(/1 times of 2/)
    expect(await said('command', { words: ['ls'] }, {})).toMatch(/^fail: Not seen yet: run `ls`/)
  })
})

describe('perturb', () => {
  const host = () => aHost({ containers: { web: aContainer({ status: 'running' }) } })
  const then = [{ mount: { container: 'web', target: '/x', absent: true } }]
  const args = { do: { kill: 'web' }, then, within: '1s', stable: 2 }

  function world(after: () => ReturnType<typeof host>) {
    const log: string[] = []
    let broken = false
    const probe: World = { hosts: { host1: host() } }
    const hosts = {
      get host1() {
        return broken ? after() : host()
      },
    }
    probe.hosts = hosts
    probe.disturb = (what: Disturbance) => {
      log.push(what.kind)
      broken = true
      return async () => void log.push('put back')
    }
    return { probe, log }
  }

  it('passes where it becomes right again, and puts back', async () => {
    const { probe, log } = world(host)
    expect(await said('perturb', args, probe)).toMatch(/^pass: After container `web` was killed/)
    expect(log).toEqual(['kill', 'put back'])
  })

  it('waits for what is just becoming right before it breaks it', async () => {
    const { probe, log } = world(host)
    const began = performance.now()
    probe.hosts = {
      get host1() {
        return performance.now() - began > 700 ? host() : aHost()
      },
    }
    expect(await said('perturb', { ...args, within: '5s' }, probe)).toMatch(/^pass: After/)
    expect(log).toEqual(['kill', 'put back'])
  })

  it('fails where it does not, puts back, and breaks nothing that was not right', async () => {
    const { probe, log } = world(() => aHost())
    expect(await said('perturb', args, probe)).toMatch(/^fail: Container `web` was killed, and/)
    expect(log).toEqual(['kill', 'put back'])
    const wrong = { ...args, then: [{ mount: { container: 'web', target: '/x' } }] }
    const other = world(host)
    expect(await said('perturb', wrong, other.probe)).toMatch(/^fail: Nothing was disturbed/)
    expect(other.log).toEqual([])
  })

  it('puts back when it is withdrawn', async () => {
    const { probe, log } = world(() => aHost())
    const stop = new AbortController()
    const asked = ask('perturb', { ...args, within: '1m' }, probe, stop.signal)
    stop.abort()
    await expect(asked).rejects.toThrow()
    expect(log.filter((line) => line === 'put back')).toHaveLength(log.includes('kill') ? 1 : 0)
  })

  it('is refused with what cannot be asked within it', () => {
    const fields = checkKind('perturb')?.fields
    for (const nested of [{ answer: { ask: 'a', equals: 'b' } }, { ping: {} }, {}]) {
      expect(fields?.safeParse({ ...args, then: [nested] }).success).toBe(false)
    }
    expect(fields?.safeParse({ ...args, do: { kill: 'a', cut: 'b' } }).success).toBe(false)
  })
})
