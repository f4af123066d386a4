import { describe, expect, it } from 'vitest'
import type { WantedHost } from '../../../labs/format/compiled.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import { desiredState } from '../../../server/provision/desired.ts'
import { diff } from '../../../server/provision/diff.ts'
import type { Actual, Desired } from '../../../server/provision/state.ts'
import type { Step } from '../../../server/provision/steps.ts'
import { labWith } from '../../support/labs.ts'
import { newContainer } from '../../support/memory-runtime.ts'

const ours = { 'slipway.start': 'run1' }

function desiredWith(host: Partial<WantedHost>): Desired {
  const lab = labWith({ host1: host }, [])
  return desiredState('run1', lab, { owner: 'me', shelf: ['busybox'] })
}

function actualWith(state: Partial<HostState>): Actual {
  const full = { networks: {}, volumes: {}, containers: {}, images: ['busybox:latest'], ...state }
  const box = { id: 'id', status: 'running', wires: ['wire'] } as const
  return {
    subnets: [],
    wires: ['wire'],
    registry: { ...box, wires: ['wire'] },
    hosts: { host1: { ...box, wires: ['wire'], state: full, begun: true } },
  }
}

const said = (steps: Step[]) => steps.map(({ action, reason }) => `${action}: ${reason}`)
const network = (driver: string, labels: Record<string, string> = {}) => ({
  ...{ driver, scope: 'local', internal: false, attachable: false, ipv6: false, subnets: [] },
  ...{ options: {}, labels },
})

describe('diff', () => {
  it('plans a whole run at once where nothing is there, in an order that can work', () => {
    const desired = desiredWith({
      networks: { lan: { driver: 'bridge' }, other: { driver: 'bridge' } },
      volumes: { data: {} },
      containers: { web: { image: 'busybox', endpoints: { lan: {}, other: {} } } },
    })
    const steps = diff(desired, { subnets: [], wires: [], registry: undefined, hosts: {} })
    const after = Object.fromEntries(steps.map(({ key, after }) => [key, after]))
    expect(after['host1/create']).toContain('wire/wire')
    expect(after['host1/network/lan']).toEqual(['host1/ready'])
    expect(after['host1/container/web/create']).toContain('host1/network/lan')
    expect(after['host1/container/web/start']).toContain('host1/container/web/join/other')
    expect(steps.map(({ action }) => action)).not.toContain('image.load')
  })

  it('is empty where nothing is left', () => {
    expect(diff(desiredWith({ images: ['busybox'] }), actualWith({}))).toEqual([])
  })

  it('loads an image that does not come with the host', () => {
    const steps = diff(desiredWith({ images: ['busybox', 'other'] }), actualWith({}))
    expect(said(steps)).toEqual(['image.load: host1 lacks other'])
  })

  it('removes what mounts a volume of ours before the volume is made anew, each once', () => {
    const volume = { driver: 'local', options: { type: 'tmpfs' }, labels: ours }
    const mount = { type: 'volume', source: 'data', target: '/data', readOnly: false } as const
    const web = { ...newContainer({ image: 'busybox', labels: ours }), mounts: [mount] }
    const desired = desiredWith({
      volumes: { data: { driver: 'local', options: { type: 'nfs' } } },
      containers: { web: { image: 'ubuntu' } },
    })
    const steps = diff(desired, actualWith({ volumes: { data: volume }, containers: { web } }))
    const removals = steps.filter(({ action }) => action.endsWith('.remove'))
    expect(removals.map(({ action }) => action)).toEqual(['container.remove', 'volume.remove'])
    expect(removals[1]?.after).toEqual(removals.slice(0, 1).map(({ key }) => key))
  })

  it('says why a network of ours is made anew', () => {
    const desired = desiredWith({ networks: { lan: { driver: 'bridge' } } })
    const steps = diff(desired, actualWith({ networks: { lan: network('macvlan', ours) } }))
    expect(said(steps)).toEqual([
      'network.remove: network lan: driver is macvlan, should be bridge',
    ])
  })

  it('never touches what a learner made, even under a name that the lab wants', () => {
    const desired = desiredWith({ networks: { lan: { driver: 'bridge' } } })
    const state = { networks: { lan: network('macvlan'), mine: network('bridge') } }
    expect(diff(desired, actualWith(state))).toEqual([])
  })

  it('removes what we made and the lab no longer wants', () => {
    const steps = diff(desiredWith({}), actualWith({ networks: { old: network('bridge', ours) } }))
    expect(said(steps)).toEqual(['network.remove: old is no longer wanted'])
  })

  it('puts networks and status of a container right in place', () => {
    const wanted = { image: 'busybox', endpoints: { lan: {} } }
    const desired = desiredWith({
      networks: { lan: { driver: 'bridge' } },
      containers: { c: wanted },
    })
    const c = { ...newContainer(wanted, 'other'), networkMode: 'lan', labels: ours }
    const state = { networks: { lan: network('bridge', ours) }, containers: { c } }
    const steps = diff(desired, actualWith(state))
    expect(steps.map(({ action }) => action)).toEqual([
      'container.disconnect',
      'container.connect',
      'container.start',
    ])
  })

  it('makes a container anew where it cannot be changed', () => {
    const desired = desiredWith({ containers: { c: { image: 'busybox', command: ['top'] } } })
    const c = { ...newContainer({ image: 'busybox', command: ['sh'] }), labels: ours }
    expect(diff(desired, actualWith({ containers: { c } })).map(({ action }) => action)).toEqual([
      'container.remove',
    ])
  })

  it('starts a host that stopped and looks inside afterwards', () => {
    const actual = actualWith({})
    const host1 = { id: 'id', status: 'stopped', state: undefined, begun: true } as const
    const steps = diff(desiredWith({ volumes: { data: {} } }), {
      ...actual,
      hosts: { host1: { ...host1, wires: ['wire'] } },
    })
    expect(said(steps)).toEqual([
      'host.start: host host1 is stopped',
      'host.ready: the engine of host1 does not answer yet',
    ])
  })

  it('leaves a host that is the learner\u2019s as it is, but starts what its engine\u2019s death cut off', () => {
    const wanted = { image: 'busybox' }
    const desired = desiredWith({ containers: { cut: wanted, stopped: wanted, removed: wanted } })
    const dead = (exitCode: number) => {
      return { ...newContainer(wanted), labels: ours, status: 'exited' as const, exitCode }
    }
    const actual = actualWith({
      containers: { cut: dead(255), stopped: dead(137), own: dead(255) },
    })
    expect(said(diff(desired, actual, { keepBegun: true }))).toEqual([
      'container.start: container cut was cut off when its engine ended',
    ])
    expect(diff(desired, actual).length).toBeGreaterThan(1)
  })

  it('hands a host over once, when nothing is about to be made anew', () => {
    const { hosts, ...rest } = actualWith({})
    const host1 = { ...hosts['host1'], begun: false } as Actual['hosts'][string]
    expect(said(diff(desiredWith({}), { ...rest, hosts: { host1 } }))).toEqual([
      'host.begin: host1 is not handed over',
    ])
    const old = { ...newContainer({ image: 'busybox' }), labels: ours }
    const state = { networks: {}, volumes: {}, images: [], containers: { old } }
    const unready = { ...rest, hosts: { host1: { ...host1, state } } }
    expect(diff(desiredWith({}), unready).map(({ action }) => action)).toEqual(['container.remove'])
  })

  it('survives containers that wait for each other', () => {
    const desired = desiredWith({
      containers: {
        a: { image: 'busybox', dependsOn: ['b'] },
        b: { image: 'busybox', dependsOn: ['a'] },
      },
    })
    const steps = diff(desired, actualWith({}))
    const byKey = new Map(steps.map((step) => [step.key, step]))
    const depth = (key: string, seen: string[] = []): number => {
      expect(seen).not.toContain(key)
      const before = byKey.get(key)?.after ?? []
      return 1 + Math.max(0, ...before.map((other) => depth(other, [...seen, key])))
    }
    for (const { key } of steps) depth(key)
  })
})
