import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import { dockerScript, labFromState } from '../../labs/exchange/index.ts'
import { compareContainer, compareNetwork, compareVolume } from '../../labs/topology/compare.ts'
import { openBench, type Bench } from '../support/docker.ts'

const text = `slipway: 1
title: A shop
hosts:
  host1:
    images: [busybox, training/webapp]
    networks:
      front: { driver: bridge, ipam: { config: [{ subnet: 172.30.0.0/24, gateway: 172.30.0.1 }] } }
      back: { driver: bridge, internal: true, labels: { tier: "the back's" } }
    volumes:
      data: { labels: { keep: 'yes' } }
    containers:
      web:
        image: training/webapp
        command: [python, app.py]
        networks: { front: { ipv4_address: 172.30.0.10, aliases: [shop] }, back: {} }
        ports: ['127.0.0.1:8080:5000']
      db:
        image: busybox
        command: [sleep, '9999']
        environment: { GREETING: 'it''s $HOME, "really"' }
        networks: [back]
        volumes: ['data:/data', '/root:/host:ro']
        restart: unless-stopped
      aside: { image: busybox, command: [sleep, '9999'], network_mode: 'container:db' }
      alone: { image: busybox, command: [sleep, '9999'], network_mode: none, mem_limit: 64m }
      made: { image: busybox, state: created, volumes_from: [db] }
steps:
  - { id: one, title: One, text: Look., goal: { networks: { more: { driver: bridge } } }, solution: docker network create more }
`

function shop() {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  return compile(lab, { id: 'shop', seed: 's' }).wanted
}

describe('a lab that is taken out as a script', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench()
  })
  afterAll(() => bench.close())

  it('gives in an empty host what the lab says, and comes back in as the same', async () => {
    const wanted = shop()
    const script = dockerScript(wanted, 'host1', 'A shop')
    const host = wanted.hosts['host1']
    if (script === undefined || host === undefined) throw new Error('no script')
    const { environment, provision } = bench.open({ host1: { images: host.images } })
    await provision()
    const done = await environment.exec('host1', ['sh', '-c', script], { timeoutMs: 120_000 })
    expect(`${done.code} ${done.stderr}`).toBe('0 ')

    const state = await environment.observeHost('host1')
    const differences = [
      ...Object.entries(host.networks).map(([name, one]) => {
        const actual = state.networks[name]
        return actual === undefined ? [`no ${name}`] : compareNetwork(name, one, actual)
      }),
      ...Object.entries(host.volumes).map(([name, one]) => {
        const actual = state.volumes[name]
        return actual === undefined ? [`no ${name}`] : compareVolume(name, one, actual)
      }),
      ...Object.entries(host.containers).map(([name, one]) => {
        const actual = state.containers[name]
        return actual === undefined ? [`no ${name}`] : compareContainer(name, one, actual)
      }),
    ].flat()
    expect(differences).toEqual([])

    const again = parse(labFromState('A shop, observed', { hosts: { host1: state } }).text)
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
