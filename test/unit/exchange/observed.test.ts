import { describe, expect, it } from 'vitest'
import { hostFromState, labFromState } from '../../../labs/exchange/index.ts'
import { compile, parse } from '../../../labs/format/index.ts'
import { compareContainer, compareNetwork } from '../../../labs/topology/compare.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { aContainer, aNetwork, endpoint } from '../../support/states.ts'

const bridge = aNetwork({
  subnets: [{ subnet: '172.18.0.0/16', gateway: '172.18.0.1' }],
  labels: { 'slipway.run': 'x' },
})
const end = endpoint('172.18.0.2', '172.18.0.1')
const id = 'abcdef012345'.padEnd(64, '0')
const db = aContainer({
  id,
  image: 'training/postgres:latest',
  command: ['postgres'],
  entrypoint: ['/start.sh'],
  environment: { PATH: '/bin', MODE: 'test ${x}' },
  hostname: 'abcdef012345',
  workingDir: '/',
  networkMode: 'lan',
  endpoints: { lan: { ...end, aliases: ['abcdef012345', 'store'] } },
  mounts: [
    { type: 'volume', source: 'f'.repeat(64), target: '/var/lib', readOnly: false },
    { type: 'volume', source: 'data', target: '/data', readOnly: true },
  ],
  ports: [{ hostIp: '', published: 5432, target: 5432, protocol: 'tcp' }],
  memory: 67_108_864,
})
const host: HostState = {
  networks: { bridge, lan: bridge, fixed: { ...bridge, subnets: [{ subnet: '10.9.0.0/24' }] } },
  volumes: {
    data: { driver: 'local', options: {}, labels: {} },
    ['f'.repeat(64)]: { driver: 'local', options: {}, labels: {} },
  },
  containers: {
    db,
    alone: { ...db, ports: [], networkMode: 'bridge', endpoints: { bridge: end } },
  },
  images: ['training/postgres:latest'],
}
const images = {
  'training/postgres': {
    command: ['postgres'],
    entrypoint: ['/start.sh'],
    environment: { PATH: '/bin' },
    workingDir: '/',
  },
}

describe('a running host as a lab', () => {
  it('draws what somebody decided and leaves the rest to the engine', () => {
    expect(hostFromState(host, images)).toMatchSnapshot()
  })

  it('is a legal lab that the host already satisfies', () => {
    const { lab, diagnostics } = parse(
      labFromState('Observed', { hosts: { host1: host }, images }).text,
    )
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    if (lab === undefined) return
    const wanted = compile(lab, { id: 'observed', seed: 's' }).wanted.hosts['host1']
    expect(wanted?.containers['db']?.environment).toEqual({ MODE: 'test ${x}' })
    for (const [name, one] of Object.entries(wanted?.containers ?? {})) {
      const actual = host.containers[name]
      expect(actual && compareContainer(name, one, actual)).toEqual([])
    }
    for (const [name, one] of Object.entries(wanted?.networks ?? {})) {
      const actual = host.networks[name]
      expect(actual && compareNetwork(name, one, actual)).toEqual([])
    }
  })
})

describe('the hosts of a swarm as a lab', () => {
  const service = {
    ...{ image: 'busybox:latest@sha256:' + 'a'.repeat(64), mode: 'replicated' as const },
    ...{ replicas: 2, running: 2, status: 'running' as const, endpointMode: 'dnsrr' as const },
    ...{ command: ['top'], entrypoint: [], environment: { A: 'b' }, user: '', workingDir: '' },
    ...{ hostname: '', networks: { mesh: { aliases: [] } }, ports: [], mounts: [] },
    ...{ secrets: [{ source: 'word', target: 'word' }], constraints: [], tasks: [] },
    labels: { 'com.docker.stack.namespace': 'it' },
  }
  const overlay = { ...bridge, driver: 'overlay', scope: 'swarm', attachable: true, labels: {} }
  const task = { ...db, service: 'web', networkMode: 'mesh', endpoints: { mesh: end } }
  const swarm = {
    ...{ role: 'manager' as const, state: 'active' as const, leader: 'host1', nodes: {} },
    ...{ services: { web: service }, secrets: { word: { labels: {} } } },
  }
  const member = { ...swarm, role: 'worker' as const, services: {}, secrets: {} }
  const networks = { ingress: overlay, docker_gwbridge: bridge, mesh: overlay }
  const fixed = { ...end, fixed: '172.18.0.9' }
  const found = {
    hosts: {
      host1: { ...host, networks, volumes: {}, containers: { 'web.1.x': task }, swarm },
      host2: {
        ...host,
        networks: { ...networks, lan: bridge },
        volumes: {},
        containers: { 'web.2.y': task, db: { ...db, endpoints: { lan: fixed } } },
        swarm: member,
      },
    },
    images,
    settings: { host2: { debug: true } },
    wires: { host1: ['a', 'b'], host2: ['a'] },
  }
  const { text, notes } = labFromState('Observed', found)
  const { lab, diagnostics } = parse(text)

  it('is legal, with its services and without what they make', () => {
    expect(diagnostics).toEqual([])
    if (lab === undefined) throw new Error(text)
    const { wanted } = compile(lab, { id: 'observed', seed: 's' })
    const { host1, host2 } = wanted.hosts
    expect(host1).toMatchObject({ swarm: 'manager', containers: {}, wires: ['a', 'b'] })
    expect(host1?.services['web']).toMatchObject({ image: 'busybox', replicas: 2 })
    expect(host1?.services['web']?.labels).toBeUndefined()
    expect(Object.keys(host1?.networks ?? {})).toEqual(['mesh'])
    expect(host2).toMatchObject({ swarm: 'worker', daemon: { debug: true }, wires: ['a'] })
    expect(Object.keys(host2?.containers ?? {})).toEqual(['db'])
    expect(Object.keys(host2?.networks ?? {})).toEqual(['lan'])
    expect(host2?.containers['db']?.endpoints).toMatchObject({ lan: { address: '172.18.0.9' } })
    expect(host2?.containers['db']?.environment).toEqual({ MODE: 'test ${x}' })
  })

  it('says what nobody could read', () => {
    expect(notes.join('\n')).toContain('content of a secret')
    expect(notes.join('\n')).toContain('Files of the hosts')
    const bare = labFromState('Observed', { hosts: found.hosts }).notes.join('\n')
    for (const words of ['images set by themselves', 'daemon.json', 'wires']) {
      expect(bare).toContain(words)
    }
  })
})
