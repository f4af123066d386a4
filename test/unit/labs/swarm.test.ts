import { describe, expect, it } from 'vitest'
import { compile, parse, toView } from '../../../labs/format/index.ts'
import { compareService } from '../../../labs/topology/compare.ts'
import { observeSwarm } from '../../../labs/topology/observe-swarm.ts'
import { goalService } from '../../../labs/topology/swarm-normalise.ts'
import { serviceFields } from '../../../labs/topology/swarm-fields.ts'

const lab = (hosts: string, goal = 'host1: { swarm: manager }') => `
slipway: 1
title: A swarm
hosts:
${hosts}
steps:
  - id: one
    title: One
    goal: { ${goal} }
    solution: [{ host: host1, run: docker swarm init }]
`
const told = (hosts: string, goal?: string) =>
  parse(lab(hosts, goal)).diagnostics.map(
    ({ code, line, message }) => `${line} ${code}: ${message}`,
  )

const whole = `
  host1:
    swarm: manager
    networks: { mesh: { driver: overlay } }
    secrets: { word: { content: sesame } }
    services:
      web:
        image: busybox
        command: sleep 9
        networks: [mesh]
        ports: ["8080:80"]
        secrets: [{ source: word, target: pass }]
        deploy: { replicas: 3, endpoint_mode: dnsrr, placement: { constraints: ["node.role == worker"] } }
  host2:
    swarm: worker
    containers: { box: { image: busybox, networks: [mesh] } }
  kv: { start: [etcd, sleep 1] }
  client: { depends_on: [kv], start: date }
`

describe('the language of swarms', () => {
  it('takes Compose’s words to the canonical form', () => {
    const { lab: parsed, diagnostics } = parse(lab(whole))
    expect(diagnostics).toEqual([])
    if (parsed === undefined) throw new Error('no lab')
    const { hosts } = compile(parsed, { id: 'x', seed: 's' }).wanted
    expect(hosts['host1']?.services['web']).toEqual({
      ...{ image: 'busybox', command: ['sleep', '9'], networks: { mesh: { aliases: [] } } },
      ports: [{ hostIp: '', published: 8080, target: 80, protocol: 'tcp' }],
      secrets: [{ source: 'word', target: 'pass' }],
      ...{ replicas: 3, endpointMode: 'dnsrr', constraints: ['node.role==worker'] },
    })
    expect(hosts['host1']?.secrets).toEqual({ word: { content: 'sesame' } })
    expect(hosts['client']).toMatchObject({ dependsOn: ['kv'], start: ['date'] })
    expect(hosts['kv']?.start).toEqual(['etcd', 'sleep 1'])
  })

  it('wants the members of a swarm to meet on their first wires', () => {
    const wired = (first: string, second: string) =>
      parse(
        lab(`
  host1: { swarm: manager, wires: ${first} }
  host2: { swarm: worker, wires: ${second} }
  host3: { wires: [side] }
`).replace('hosts:', 'wires: [front, side]\nhosts:'),
      ).diagnostics.map(({ code, line }) => `${line} ${code}`)
    expect(wired('[front, side]', '[front]')).toEqual([])
    expect(wired('[front, side]', '[side]')).toEqual(['8 swarm-wires'])
  })

  it('draws it whole, with every host a node of its managers', () => {
    const { lab: parsed } = parse(lab(whole))
    if (parsed === undefined) throw new Error('no lab')
    const { drawing } = toView(compile(parsed, { id: 'x', seed: 's' }), {
      version: 1,
      positions: {},
    })
    const { swarm } = drawing.hosts['host1'] ?? {}
    expect(Object.keys(swarm?.nodes ?? {})).toEqual(['host1', 'host2'])
    expect(swarm).toMatchObject({ role: 'manager', leader: 'host1' })
    expect(swarm?.services['web']).toMatchObject({ replicas: 3, running: 3 })
    expect(drawing.hosts['host2']?.swarm?.role).toBe('worker')
  })

  it.each([
    ['  host1: { swarm: worker }', '5 needs-swarm: `host1` has no swarm that it could join.'],
    [
      '  host1: { services: { web: { image: busybox } } }',
      '5 needs-swarm: `services` belong to a swarm, and `host1` manages none.',
    ],
    [
      '  host1: { networks: { mesh: { driver: overlay } } }',
      '5 needs-swarm: `mesh` spans hosts, and `host1` knows of no others.',
    ],
    [
      '  host1: { swarm: manager, secrets: { word: {} } }',
      '5 content-needed: The secret `word` has no content.',
    ],
    [
      '  host1: { swarm: manager, services: { web: { image: busybox, secrets: [word] } } }',
      '5 unknown-secret: There is no secret `word` on host1.',
    ],
    [
      '  host1: { swarm: manager, networks: { lan: {} }, services: { web: { image: busybox, networks: [lan] } } }',
      '5 driver-problem: `lan` is of driver bridge and stays on one host, but a service may run on any.',
    ],
    ['  host1: { depends_on: [kv] }', '5 unknown-host: There is no host `kv`.'],
    ['  host1: { depends_on: [host1] }', '5 depends-cycle: `host1` would wait for itself.'],
    [
      '  host1: { depends_on: [b] }\n  b: { depends_on: [c] }\n  c: { depends_on: [host1] }',
      '5 depends-cycle: `host1` would wait for itself.',
    ],
    [
      '  host1: { swarm: manager }\n  host2: { swarm: worker, depends_on: [host1] }',
      '6 depends-cycle: `host2` and `host1` make one swarm, so neither can be complete first.',
    ],
  ])('says what is wrong with %s', (hosts, words) => {
    expect(told(hosts)).toContain(words)
  })

  it('takes a store in place of a swarm, and lets hosts of a swarm wait for others', () => {
    const store = `  kv: {}
  host1:
    depends_on: [kv]
    daemon: { cluster-store: "etcd://kv:2379", cluster-advertise: "eth0:2376" }
    networks: { mesh: { driver: overlay } }
  host2: { containers: { box: { image: busybox, networks: [mesh] } } }`
    expect(told(store)).toEqual([])
    expect(told('  kv: {}\n  host1: { swarm: manager, depends_on: [kv] }')).toEqual([])
  })

  it('turns goals into checks that wait for the swarm', () => {
    const goal = `host1: { swarm: manager, services: { web: { state: running, deploy: { replicas: 2 } } },
      nodes: { host2: { availability: drain } }, secrets: { old: absent } }, host2: { swarm: worker }`
    const { lab: parsed, diagnostics } = parse(lab('  host1: {}\n  host2: {}', goal))
    expect(diagnostics).toEqual([])
    if (parsed === undefined) throw new Error('no lab')
    const checks = compile(parsed, { id: 'x', seed: 's' }).steps[0]?.checks ?? []
    const said = checks.map(({ describe, needs }) => `${describe} ${needs.join(' ')}`.trim())
    expect(said).toEqual([
      'The role in a swarm of host `host1` is manager',
      'There is a node `host1/host2` one.1',
      'The availability of node `host1/host2` is drain one.1 one.2',
      'There is no secret `host1/old` one.1',
      'There is a service `host1/web` one.1',
      'The replicas of service `host1/web` are 2 one.1 one.5',
      'The state of service `host1/web` is running one.1 one.5',
      'The role in a swarm of host `host2` is worker',
    ])
  })
})

describe('what an engine says of its swarm', () => {
  const node = (ID: string, Hostname: string, State: string, Leader = false) => ({
    ...{ ID, Spec: { Role: Leader ? 'manager' : 'worker', Availability: 'active' } },
    ...{ Description: { Hostname }, Status: { State, Addr: '100.64.0.11' } },
    ...(Leader ? { ManagerStatus: { Leader: true } } : {}),
  })
  const task = (Slot: number, NodeID: string, State: string, DesiredState: string, at: string) => ({
    ...{ ServiceID: 's', Slot, NodeID, DesiredState, CreatedAt: at },
    Status: { State, ContainerStatus: { ContainerID: `c${Slot}` } },
  })
  const service = {
    ID: 's',
    Spec: {
      Name: 'web',
      TaskTemplate: {
        ContainerSpec: {
          Image: 'busybox:latest@sha256:00',
          Env: ['A=b'],
          Secrets: [{ SecretName: 'word', File: { Name: 'pass' } }],
        },
        Placement: { Constraints: ['node.role == worker'] },
        Networks: [{ Target: 'n1', Aliases: ['www'] }],
      },
      Mode: { Replicated: { Replicas: 2 } },
      EndpointSpec: { Mode: 'dnsrr' },
    },
  }
  const whole = {
    nodes: [
      node('1', 'host1', 'ready', true),
      node('2', 'host2', 'ready'),
      node('3', 'host2', 'down'),
    ],
    services: [service],
    tasks: [
      task(1, '1', 'running', 'running', '2026-01-01'),
      task(2, '2', 'shutdown', 'shutdown', '2026-01-01'),
      task(2, '3', 'running', 'running', '2026-01-02'),
    ],
    secrets: [{ Spec: { Name: 'word' } }],
  }
  const names = new Map([['n1', 'mesh']])

  it('is read by names, a node that came back once', () => {
    const swarm = observeSwarm(whole, names)
    expect(swarm).toMatchObject({ role: 'manager', state: 'active', leader: 'host1' })
    expect(swarm?.nodes['host2']?.status).toBe('ready')
    expect(swarm?.secrets).toEqual({ word: { labels: {} } })
    expect(swarm?.services['web']).toMatchObject({
      ...{ image: 'busybox:latest', replicas: 2, running: 1, status: 'pending' },
      networks: { mesh: { aliases: ['www'] } },
      secrets: [{ source: 'word', target: 'pass' }],
      constraints: ['node.role==worker'],
    })
    const tasks = swarm?.services['web']?.tasks.map(({ slot, status }) => `${slot} ${status}`)
    expect(tasks).toEqual(['1 running', '2 orphaned'])
  })

  it('is little on a worker, and nothing where there is no swarm', () => {
    const none = { nodes: [], services: [], tasks: [], secrets: [] }
    const worker = { LocalNodeState: 'active', ControlAvailable: false }
    expect(observeSwarm({ ...none, local: worker }, names)).toMatchObject({
      role: 'worker',
      nodes: {},
    })
    expect(observeSwarm({ ...none, local: { LocalNodeState: 'inactive' } }, names)).toBeUndefined()
  })

  it('differs from a drawing in words that name both', () => {
    const actual = observeSwarm(whole, names)?.services['web']
    if (actual === undefined) throw new Error('no service')
    const written = { state: 'running', secrets: ['word'], deploy: { replicas: 3 } }
    const wanted = goalService(serviceFields.parse(written))
    expect(compareService('web', wanted, actual).map(({ reason }) => reason)).toEqual([
      'service web: replicas are 2, should be 3',
      'service web: secrets are word as pass, should be word',
      'service web: state is pending, should be running',
    ])
  })
})
