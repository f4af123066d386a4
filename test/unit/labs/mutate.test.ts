import { describe, expect, it } from 'vitest'
import { compile, parse, type CompiledLab } from '../../../labs/format/index.ts'
import { mutationsOf } from '../../../labs/mutate/kinds.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import type { SwarmState } from '../../../labs/topology/swarm-state.ts'
import { aCheck } from '../../support/builders.ts'
import { aService } from '../../support/memory-swarm.ts'
import { aContainer, aHost, aNetwork, aVolume } from '../../support/states.ts'

function labOf(solution: string, checks = '[{ exec: { in: host1, run: pwd } }]'): CompiledLab {
  const text = `slipway: 1
title: A lab
hosts: { host1: { images: [busybox] } }
steps:
  - { id: one, title: One, checks: ${checks}, solution: '${solution}' }
`
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return compile(lab, { id: 'a-lab', seed: 'seed' })
}

function names(lab: CompiledLab, state: Partial<HostState>, daemon = {}): string[] {
  const checks = lab.steps.flatMap((step) => step.checks)
  const hosts = { host1: { ...aHost(), ...state } }
  return mutationsOf({ lab, state: { hosts }, daemon: { host1: daemon }, checks }).map(
    ({ name }) => name,
  )
}

describe('the mutations of a solved state', () => {
  it('are none where nothing was built', () => {
    expect(names(labOf('docker ps'), {})).toEqual([])
  })

  it('leave out what the lab never mentions', () => {
    const containers = { web: aContainer(), other: aContainer() }
    const found = names(labOf('docker run --name web busybox'), { containers })
    expect(found).toContain('stop container web')
    expect(found.join(' ')).not.toContain('other')
  })

  it('leave out what stands still already', () => {
    const containers = { web: aContainer({ status: 'exited' }) }
    const found = names(labOf('docker run --name web busybox'), { containers })
    expect(found).toContain('rename container web')
    expect(found).not.toContain('stop container web')
  })

  it('call a nameless volume by the container that has it', () => {
    const mount = { type: 'volume' as const, source: 'f00d', target: '/data', readOnly: false }
    const containers = { web: aContainer({ mounts: [mount] }) }
    const found = names(labOf('docker run --name web -v /data busybox'), {
      containers,
      volumes: { f00d: aVolume() },
    })
    expect(found).toContain('empty volume of web at /data')
    expect(found.join(' ')).not.toContain('f00d')
  })

  it('remove only volumes that no container has, and networks with all that is on them', () => {
    const end = { address: '', prefixLength: 0, gateway: '', mac: '', aliases: ['shop'] }
    const lab = labOf(
      'docker network create lan; docker volume create spare; docker run --name web',
    )
    const found = mutationsOf({
      lab,
      state: {
        hosts: {
          host1: {
            ...aHost(),
            networks: { lan: aNetwork(), bridge: aNetwork() },
            volumes: { spare: aVolume() },
            containers: { web: aContainer({ endpoints: { lan: end } }) },
          },
        },
      },
      daemon: {},
      checks: [],
    })
    const remove = found.find(({ name }) => name === 'remove network lan')
    expect(remove?.break).toContain('docker network disconnect -f lan web')
    expect(remove?.mend).toContain('--alias shop')
    expect(found.map(({ name }) => name)).toContain('remove volume spare')
    expect(found.map(({ name }) => name)).not.toContain('remove network bridge')
  })

  it('take images that the lab made, and not those that were there', () => {
    const found = names(labOf('docker build -t mine . && docker run --name web mine'), {
      images: ['busybox:latest', 'mine:latest'],
    })
    expect(found).toEqual(['untag image mine:latest'])
  })

  it('take files of hosts that checks look at', () => {
    const checks = "[{ file: { at: 'host1:/root/note.txt', contains: a } }]"
    expect(names(labOf('echo a', checks), {})).toEqual([
      'remove /root/note.txt',
      'truncate /root/note.txt',
      'change /root/note.txt',
    ])
  })

  it('take keys of the engine that the lab speaks of, and put the others back', () => {
    const lab = labOf('echo debug')
    const found = names(lab, {}, { debug: true, 'log-level': 'info' })
    expect(found).toEqual(['drop key debug of daemon.json'])
  })

  it('take no key that a host began with', () => {
    const lab = labOf('echo debug')
    const [host] = Object.values(lab.wanted.hosts)
    if (host) host.daemon = { debug: true }
    expect(names(lab, {}, { debug: true })).toEqual([])
  })

  it('take single mounts and their modes, network modes, and privileges', () => {
    const mounts = [
      { type: 'volume' as const, source: 'data', target: '/data', readOnly: true },
      { type: 'bind' as const, source: '/srv', target: '/srv', readOnly: false },
    ]
    const containers = {
      web: aContainer({ mounts, networkMode: 'host' }),
      db: aContainer({ mounts: mounts.slice(1) }),
    }
    const plain = 'docker run --name web busybox && docker run --name db busybox'
    const found = names(labOf(plain), { containers })
    expect(found.filter((name) => /^(unmount|open|isolate|allow)/.test(name))).toEqual([
      'unmount /data of container web',
      'unmount /srv of container web',
      'open /data of container web for writing',
      'isolate container web on the default bridge',
    ])
    const secured = labOf('docker run --security-opt no-new-privileges --name web busybox')
    expect(names(secured, { containers })).toContain('allow container web new privileges')
  })

  it('take variables and commands where a goal wishes them', () => {
    const containers = { web: aContainer({ environment: { MODE: 'fast', PATH: '/bin' } }) }
    const of = (property: string) => {
      const lab = labOf('docker run -e MODE=fast --name web busybox')
      const args = { thing: 'container', name: 'host1/web', property, wanted: {} }
      lab.steps[0]?.checks.push(aCheck('goal', { args }))
      return names(lab, { containers }).filter((name) => /^(unset|misguide)/.test(name))
    }
    expect(of('exists')).toEqual([])
    expect(of('environment')).toEqual(['unset MODE of container web'])
    expect(of('command')).toEqual(['misguide container web with another command'])
  })

  it('take secrets that no service has, which cannot be put back', () => {
    const lab = labOf('docker secret create spare - && docker secret create taken -')
    const swarm: SwarmState = {
      ...{ role: 'manager', state: 'active', leader: 'host1', nodes: {} },
      services: { web: { ...aService, secrets: [{ source: 'taken', target: 'taken' }] } },
      secrets: { spare: { labels: {} }, taken: { labels: {} } },
    }
    const state = { hosts: { host1: { ...aHost(), swarm } } }
    const removed = mutationsOf({ lab, state, daemon: {}, checks: [] }).filter(({ name }) =>
      name.startsWith('remove secret'),
    )
    expect(removed.map(({ name }) => name)).toEqual(['remove secret spare'])
    expect(removed[0]?.mend).toBeUndefined()
  })
})
