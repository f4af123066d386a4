import { describe, expect, it } from 'vitest'
import { compile, parse, toView } from '../../../../labs/format/index.ts'
import { render } from '../../../../web/canvas/elements.ts'
import type { Scene, Thing } from '../../../../web/canvas/scene.ts'
import {
  container,
  everything,
  host,
  lab,
  network,
  twoNetworks,
} from '../../../support/map-fixture.ts'

const ids = (scene: Scene) => scene.things.map((thing) => thing.id)
const find = (scene: Scene, id: string): Thing | undefined =>
  scene.things.find((thing) => thing.id === id)

describe('render', () => {
  it('shows default networks only while something uses them', () => {
    const scene = render(lab({ host1: host() }))
    expect(ids(scene)).toEqual(['host1'])
    expect(ids(render(twoNetworks()))).toEqual([
      'host1',
      'host1/network:bridge',
      'host1/network:new_bridge',
      'host1/container:db',
      'host1/container:web',
    ])
  })

  it('shows a default network that the author drew', () => {
    const bare = { networks: { bridge: network() }, volumes: {}, containers: {}, images: [] }
    const scene = render(lab({ host1: host() }), { drawing: lab({ host1: bare }) })
    expect(ids(scene)).toEqual(['host1', 'host1/network:bridge'])
  })

  it('says what belongs in a host without containers', () => {
    expect(find(render(lab({ host1: host() })), 'host1')).toMatchObject({
      empty: 'This host has no containers yet',
    })
    expect(find(render(twoNetworks()), 'host1')).toMatchObject({ empty: '' })
  })

  it('carries subnet and gateway, ports, image and state', () => {
    const scene = render(twoNetworks())
    expect(find(scene, 'host1/network:new_bridge')).toMatchObject({
      driver: 'bridge',
      detail: '172.18.0.0/16 · gw 172.18.0.1',
    })
    expect(find(scene, 'host1/container:web')).toMatchObject({
      image: 'training/webapp',
      status: 'running',
      ports: ['8080→5000'],
    })
  })

  it('is planned before the engine was asked', () => {
    const scene = render(twoNetworks(), { planned: true })
    expect(find(scene, 'host1/container:db')).toMatchObject({ status: 'planned' })
  })

  it('marks host mode, no network, a shared network and none left', () => {
    const mode = (networkMode: string, on: Record<string, string> = {}) =>
      find(
        render(lab({ h: host({ containers: { c: container('busybox', on, { networkMode }) } }) })),
        'h/container:c',
      )
    expect(mode('host', { host: '' })).toMatchObject({ mode: 'host network' })
    expect(mode('none', { none: '' })).toMatchObject({ mode: 'no network' })
    expect(mode('container:web')).toMatchObject({ mode: 'network of web' })
    expect(mode('bridge')).toMatchObject({ mode: 'disconnected' })
  })

  it('shortens anonymous volumes and draws mounted paths', () => {
    const scene = render(everything())
    const volumes = scene.things.filter((thing) => thing.kind === 'volume')
    expect(volumes.map((volume) => volume.kind === 'volume' && volume.short)).toEqual([
      'dbdata',
      'a1b2c3d4e5f6',
    ])
    expect(ids(scene)).toContain('host1/path:/root')
  })
})

describe('ties', () => {
  const scene = render(everything())
  const tie = (from: string, to: string) =>
    scene.ties.find((one) => one.from === `host1/${from}` && one.to === `host1/${to}`)

  it('carry address and aliases, without the name and the short id', () => {
    const web = container('busybox', { lan: '10.0.0.2' })
    const endpoint = web.endpoints['lan']
    if (endpoint) endpoint.aliases = ['web', 'app', '3f1c0a9b7d2e']
    const state = lab({ h: host({ networks: { lan: network() }, containers: { web } }) })
    expect(render(state).ties).toMatchObject([{ label: '10.0.0.2', note: 'app', live: true }])
  })

  it('carry destination and read-only', () => {
    expect(tie('container:backup', 'volume:dbdata')).toMatchObject({
      kind: 'mount',
      label: '/var/lib/postgresql',
      note: 'read-only',
      live: false,
    })
    expect(tie('container:backup', 'path:/root')).toMatchObject({ label: '/backup', note: '' })
  })

  it('join a container to the one whose network it shares', () => {
    expect(tie('container:proxy', 'container:web')).toMatchObject({ kind: 'shares' })
  })

  it('join several hosts by a wire, or by those that are told', () => {
    expect(scene.ties.filter((one) => one.kind === 'wire').map((one) => one.id)).toEqual([
      'host1~wire:wire',
      'host2~wire:wire',
    ])
    const told = render(everything(), { wires: { lan: ['host1'], dmz: ['host1', 'host2'] } })
    expect(told.things.filter((thing) => thing.kind === 'wire')).toHaveLength(2)
    expect(told.ties.filter((one) => one.kind === 'wire')).toHaveLength(3)
  })

  it('join a single host only to wires that its author named', () => {
    const drawn = (wires: string) => {
      const step =
        '{ id: a, title: A, goal: { volumes: { v: {} } }, solution: docker volume create v }'
      const hosts = 'hosts: { host1: { images: [busybox] } }'
      const read = parse(`slipway: 1\ntitle: One\n${wires}${hosts}\nsteps: [${step}]\n`).lab
      if (read === undefined) throw new Error('The lab cannot be read')
      const view = toView(compile(read, { id: 'one', seed: 's' }), { version: 1, positions: {} })
      return ids(render(view.drawing, { wires: view.wires ?? {} })).filter((id) => /^wire/.test(id))
    }
    expect(drawn('')).toEqual([])
    expect(drawn('wires: [lan]\n')).toEqual(['wire:lan'])
  })

  it('never lead to a thing that is not drawn', () => {
    const lost = container('busybox', { gone: '10.0.0.2' }, { networkMode: 'container:nobody' })
    expect(render(lab({ h: host({ containers: { lost } }) })).ties).toEqual([])
  })
})

describe('a lab that is being prepared', () => {
  it('shows its hosts and nothing that is not there', () => {
    const scene = render(everything(), { preparing: true })
    expect(ids(scene)).toEqual(['wire:wire', 'host1', 'host2'])
    expect(find(scene, 'host1')).toMatchObject({ empty: 'This host is getting ready' })
  })
})
