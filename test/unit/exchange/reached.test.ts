import { describe, expect, it } from 'vitest'
import { compile, parse } from '../../../labs/format/index.ts'
import { reached } from '../../../web/builder/exchange/reached.ts'

function compiled(text: string) {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  return compile(lab, { id: 'lab', seed: 'seed' })
}

const lab = compiled(`slipway: 1
title: A lab
hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks: { old: {}, mesh: { driver: overlay, attachable: true } }
    containers: { gone: { image: busybox, networks: [old] } }
  host2: { swarm: worker, images: [busybox] }
steps:
  - id: one
    title: One
    goal:
      host1:
        networks: { old: absent, lan: {} }
        containers:
          box: { image: busybox, networks: [lan] }
          shell: { image: busybox, command: [sh], stdin_open: false, networks: [mesh] }
          asked: { state: running }
        services: { web: { image: busybox, deploy: { replicas: 2 }, secrets: [word] } }
        secrets: { word: {} }
      host2:
        containers: { far: { image: busybox, networks: [mesh] } }
    solution: [{ host: host1, run: 'true' }]
`)

describe('a lab with every goal reached', () => {
  const { wanted, notes } = reached(lab)
  const { host1, host2 } = wanted.hosts

  it('has what the goals add, and not what they take away', () => {
    expect(Object.keys(host1?.networks ?? {})).toEqual(['mesh', 'lan'])
    expect(host1?.networks['lan']).toMatchObject({ driver: 'bridge' })
    expect(host1?.services['web']).toMatchObject({ image: 'busybox', replicas: 2 })
    // Nobody knows what its secret holds.
    expect(host1?.services['web']?.secrets).toEqual([])
    expect(host2?.containers['far']).toMatchObject({ endpoints: { mesh: {} } })
  })

  it('keeps a shell waiting where no goal says otherwise', () => {
    expect(host1?.containers['box']).toMatchObject({ stdinOpen: true })
    expect(host1?.containers['shell']).toMatchObject({ stdinOpen: false })
  })

  it('says what the goals leave open', () => {
    expect(notes).toEqual([
      'Container `gone` is left out: what it needs is gone by then.',
      'Container `asked` is left out: no goal names its image.',
      'Secret `word` is left out, also where a service uses it: what it holds is the learner’s.',
    ])
  })
})
