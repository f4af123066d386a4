/** A try of a lab with a swarm: what spans hosts is told once, and what a swarm brings by itself is nobody's deviation. */
import { describe, expect, it } from 'vitest'
import { compile, parse, toView } from '../../../../labs/format/index.ts'
import type { HostState, LabState } from '../../../../labs/topology/state.ts'
import { desiredAfter } from '../../../../web/builder/run/desired.ts'
import { deviations, markingsOf } from '../../../../web/builder/run/deviations.ts'
import { aNetwork } from '../../../support/states.ts'

const text = `slipway: 1
title: A swarm
hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks: { mesh: { driver: overlay } }
    services:
      web: { image: busybox, deploy: { replicas: 1 }, networks: [mesh], volumes: ["data:/data"], secrets: [pw] }
    secrets: { pw: { content: hidden } }
  host2: { swarm: worker, containers: { box: { image: busybox } } }
steps:
  - id: more
    title: More
    goal: { host1: { services: { shop: { image: busybox } } } }
    solution: [{ host: host1, run: docker service create --name shop busybox sleep infinity }]
`
const { lab: parsed } = parse(text)
if (parsed === undefined) throw new Error('this is no lab')
const lab = compile(parsed, { id: 'swarm', seed: 'seed' })

/** As drawn, and on it what every node of a swarm has by itself. */
function running(): LabState & { hosts: Record<'host1' | 'host2', HostState> } {
  const { hosts } = structuredClone(
    toView({ ...lab, steps: [] }, { version: 1, positions: {} }).drawing,
  )
  const [host1, host2] = [hosts['host1'], hosts['host2']]
  if (host1 === undefined || host2 === undefined) throw new Error('a host is missing')
  for (const host of [host1, host2]) {
    host.networks['ingress'] = aNetwork({ driver: 'overlay', scope: 'swarm' })
    host.networks['docker_gwbridge'] = aNetwork()
    host.networks['mesh'] = aNetwork({ driver: 'overlay', scope: 'swarm' })
    host.volumes['data'] = { driver: 'local', options: {}, labels: {} }
  }
  return { hosts: { host1, host2 } }
}
const said = (state: LabState, steps = 0) =>
  deviations(desiredAfter(lab, steps), state).map(({ host, kind, name, is }) =>
    [is, kind, host === '' ? name : `${host}/${name}`].join(' '),
  )

describe('a swarm as drawn', () => {
  it('differs in nothing, whatever it lays into its hosts', () => {
    expect(said(running())).toEqual([])
  })

  it('lacks what a step wants', () => {
    expect(said(running(), 1)).toEqual(['missing service shop'])
  })
})

describe('a swarm that is otherwise', () => {
  it('is told by services and secrets, once for all managers', () => {
    const state = running()
    const { host1, host2 } = state.hosts
    const { swarm } = host1
    const web = swarm?.services['web']
    if (swarm === undefined || web === undefined) throw new Error('there is no web')
    host2.swarm = swarm
    swarm.services = { web: { ...web, replicas: 3 }, mine: web }
    swarm.secrets = {}
    expect(said(state)).toEqual([
      'different host host2/host2',
      'different service web',
      'extra service mine',
      'missing secret pw',
    ])
    const marks = markingsOf(deviations(desiredAfter(lab, 0), state))
    expect(Object.keys(marks)).toEqual(['host2', 'service:web', 'service:mine', 'secret:pw'])
  })

  it('is told by an overlay that nobody has drawn, where it is managed', () => {
    const state = running()
    for (const { networks } of Object.values(state.hosts))
      networks['mine'] = aNetwork({ driver: 'overlay' })
    expect(said(state)).toEqual(['extra network host1/mine'])
  })

  it('is not told by the containers of a service, and is by one of somebody', () => {
    const state = running()
    const { containers } = state.hosts.host2
    const { box } = containers
    if (box === undefined) throw new Error('there is no container')
    Object.assign(containers, { 'web.1.abc': { ...box, service: 'web' }, mine: box })
    expect(said(state)).toEqual(['extra container host2/mine'])
  })

  it('is told by a host that has left it', () => {
    const state = running()
    delete state.hosts.host2.swarm
    expect(deviations(desiredAfter(lab, 0), state)).toEqual([
      {
        ...{ host: 'host2', kind: 'host', name: 'host2', is: 'different' },
        reasons: ['host host2: role in a swarm is none, should be worker'],
        properties: ['swarm'],
      },
    ])
  })
})
