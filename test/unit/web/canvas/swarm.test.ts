import { describe, expect, it } from 'vitest'
import type { LabState } from '../../../../labs/topology/state.ts'
import type { SwarmState } from '../../../../labs/topology/swarm-state.ts'
import { bottom, left, right, top } from '../../../../web/canvas/box.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { factsOf } from '../../../../web/canvas/facts.ts'
import { routes } from '../../../../web/canvas/route.ts'
import { findThing } from '../../../../web/canvas/scene.ts'
import { place } from '../../../../web/canvas/sheet.ts'
import { treeRows } from '../../../../web/canvas/tree.ts'
import { container, host, lab, network } from '../../../support/map-fixture.ts'

const node = (role: 'manager' | 'worker', leader: boolean, availability: 'active' | 'drain') => ({
  ...{ role, leader, availability },
  ...{ status: 'ready' as const, address: '', labels: {} },
})
const swarm: SwarmState = {
  ...{ role: 'manager', state: 'active', leader: 'host1' },
  nodes: { host1: node('manager', true, 'active'), host2: node('worker', false, 'drain') },
  services: {
    web: {
      ...{ image: 'busybox:latest', mode: 'replicated', replicas: 2, running: 1 },
      ...{ status: 'pending', endpointMode: 'dnsrr', command: [], entrypoint: [] },
      ...{ environment: {}, user: '', workingDir: '', hostname: '', ports: [], mounts: [] },
      networks: { app: { aliases: [] } },
      secrets: [{ source: 'key', target: 'key' }],
      ...{ constraints: [], labels: {} },
      tasks: [{ slot: 1, node: 'host2', status: 'running', container: 'x', error: '' }],
    },
  },
  secrets: { key: { labels: {} } },
}
const task = 'web.1.q3l5rjv4m0k9n2b8c7x6z5a4s'
const app = network('overlay', '10.0.1.0/24')
const state = (): LabState =>
  lab({
    host1: host({ networks: { app }, swarm }),
    host2: host({
      networks: { app },
      containers: {
        [task]: container('busybox:latest', { app: '10.0.1.3' }, { service: 'web' }),
      },
      swarm: { ...swarm, role: 'worker', leader: '', nodes: {}, services: {}, secrets: {} },
    }),
  })
const scene = render(state())
const tie = (kind: string) => scene.ties.filter((one) => one.kind === kind).map(({ id }) => id)

describe('a swarm on the drawing', () => {
  it('draws an overlay once, with an arm to its leg in each host', () => {
    expect(scene.things.filter(({ kind }) => kind === 'overlay').map(({ id }) => id)).toEqual([
      'overlay:app',
    ])
    expect(tie('arm')).toEqual(['host1/network:app~overlay:app', 'host2/network:app~overlay:app'])
    const { boxes } = place(scene, { version: 1, positions: {} })
    const [bar, one, two] = ['overlay:app', 'host1', 'host2'].map((id) => boxes[id])
    if (!bar || !one || !two) throw new Error('something has no place')
    expect(bottom(bar)).toBeLessThan(Math.min(top(one), top(two)))
    expect(left(bar)).toBeLessThan(right(one))
    expect(right(bar)).toBeGreaterThan(left(two))
    const arm = routes(scene, boxes)['host2/network:app~overlay:app']
    expect(arm?.[0]?.x).toBe(arm?.[1]?.x)
  })

  it('joins a service with its network, its tasks and its secrets', () => {
    expect(findThing(scene, 'service:web')).toMatchObject({ detail: '1 of 2 running' })
    expect(tie('serves')).toEqual(['service:web~overlay:app'])
    expect(tie('task')).toEqual([`service:web~host2/container:${task}`])
    expect(tie('secret')).toEqual(['service:web~secret:key'])
    expect(findThing(scene, `host2/container:${task}`)).toMatchObject({ short: 'web.1' })
  })

  it('says what each host is, as the manager knows it', () => {
    expect(findThing(scene, 'host1')).toMatchObject({ role: 'manager, leader' })
    expect(findThing(scene, 'host2')).toMatchObject({ role: 'worker, drained' })
  })

  it('is read and told as well', () => {
    const rows = treeRows(scene).map(({ name, note }) => `${name}: ${note}`)
    expect(rows).toContain('app: overlay, 10.0.1.0/24, over host1, host2')
    expect(rows).toContain('runs as web.1: ')
    const service = findThing(scene, 'service:web')
    const facts = service && factsOf(state(), service)
    expect(facts?.facts).toContainEqual({ term: 'Tasks', value: '1 running on host2' })
  })

  it('keeps an overlay inside where there is one host', () => {
    const alone = render(lab({ host1: host({ networks: { app }, swarm }) }))
    expect(alone.things.some(({ kind }) => kind === 'overlay')).toBe(false)
    expect(alone.ties.map(({ id }) => id)).toContain('service:web~host1/network:app')
  })

  it('reaches the wire of a macvlan network through its parent', () => {
    const phys = { ...network('macvlan'), options: { parent: 'eth1' } }
    const wires = { lan: ['host1', 'host2'], back: ['host1', 'host2'] }
    const drawn = render(lab({ host1: host(), host2: host({ networks: { phys } }) }), { wires })
    expect(drawn.ties.map(({ id }) => id)).toContain('host2/network:phys~wire:back')
  })
})
