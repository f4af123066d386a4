import { describe, expect, it } from 'vitest'
import { compile, parse, type CompiledLab } from '../../../labs/format/index.ts'
import { mutationsOf } from '../../../labs/mutate/kinds.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { aContainer, aHost, aNetwork, aVolume } from './states.ts'

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
})
