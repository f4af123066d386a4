import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dockerScript, labFromState } from '../../labs/exchange/index.ts'
import { compile, parse, type CompiledLab } from '../../labs/format/index.ts'
import type { Wanted } from '../../labs/format/compiled.ts'
import { openBench, type Bench } from '../support/docker.ts'
import {
  builtBy,
  differences,
  emptyHosts,
  isEmpty,
  runScript,
  settled,
  solved,
} from '../support/exchanged.ts'
import { root } from '../support/sources.ts'

function labOf(text: string, id: string): CompiledLab {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  return compile(lab, { id, seed: 's' })
}

const shop = labOf(
  `slipway: 1
title: A shop
hosts:
  host1:
    images: [busybox, training/webapp]
    daemon: { default-address-pools: [{ base: 10.66.0.0/16, size: 24 }] }
    files: { /srv/motd: "it's\\nhere\\n" }
    start: [cp /srv/motd /srv/copy, 'echo "$HOME" >/srv/home']
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
`,
  'shop',
)

const cluster = labOf(
  `slipway: 1
title: A cluster
hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks: { mesh: { driver: overlay, attachable: true } }
    containers: { near: { image: busybox, command: [sleep, '9999'] } }
    services:
      web:
        image: busybox
        command: [sh, -c, 'trap exit TERM; sleep 9999 & wait']
        networks: { mesh: { aliases: [www] } }
        secrets: [{ source: word, target: pass }]
        environment: { A: 'b c' }
        deploy: { replicas: 2, endpoint_mode: dnsrr }
    secrets: { word: { content: "it's\\nsecret" } }
  host2:
    swarm: worker
    images: [busybox]
    networks: { lan: { driver: bridge } }
    containers: { box: { image: busybox, command: [sleep, '9999'], networks: [mesh, lan] } }
steps:
  - { id: a, title: A, checks: [{ answer: { ask: Why?, oneOf: [x] } }], solution: [{ host: host1, run: 'true' }] }
`,
  'cluster',
)

const known = ['busybox', 'ubuntu', 'training/postgres', 'training/webapp', 'nginx']
const single = readdirSync(join(root, 'labs/catalogue'))
  .map((id) => labOf(readFileSync(join(root, 'labs/catalogue', id, 'lab.yaml'), 'utf8'), id))
  .filter(({ wanted }) => Object.keys(wanted.hosts).length === 1)
/** A host that starts empty is made by no command; then what its steps lead to is made. */
const starts = single.filter(({ wanted }) => !Object.values(wanted.hosts).every(isEmpty))
const ends = single
  .map((lab) => ({ ...lab, wanted: solved(lab, known) }))
  .filter(({ wanted }) => !Object.values(wanted.hosts).every(isEmpty))

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

/** Runs the script of the only host in an empty one, and gives back what differs. */
function rebuilt(wanted: Wanted): Promise<string[]> {
  const [name = ''] = Object.keys(wanted.hosts)
  return builtBy(bench, wanted, dockerScript(wanted, name) ?? 'exit 1')
}

describe('a lab that is taken out as a script', () => {
  it('gives in an empty host what the lab says, and comes back in as the same', async () => {
    const host = shop.wanted.hosts['host1']
    const script = dockerScript(shop.wanted, 'host1', 'A shop')
    if (script === undefined || host === undefined) throw new Error('no script')
    const environment = await emptyHosts(bench, shop.wanted)
    await runScript(environment, 'host1', script)

    const state = await environment.observeHost('host1')
    expect(differences(shop.wanted, { hosts: { host1: state } })).toEqual([])
    const [settings, files] = await Promise.all([
      runScript(environment, 'host1', 'cat /etc/docker/daemon.json'),
      runScript(environment, 'host1', 'cat /srv/copy /srv/home'),
    ])
    expect(JSON.parse(settings)).toEqual(host.daemon)
    expect(files).toBe("it's\nhere\n/root\n")

    const again = parse(labFromState('A shop, observed', { hosts: { host1: state } }).text)
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(starts.map((lab) => [lab.id, lab] as const))('gives the start of %s', async (_, lab) => {
    expect(await rebuilt(lab.wanted)).toEqual([])
  })

  it.each(ends.map((lab) => [lab.id, lab] as const))('gives what %s leads to', async (_, lab) => {
    expect(await rebuilt(lab.wanted)).toEqual([])
  })
})

describe('a lab with a swarm', () => {
  it('is made by the scripts of its hosts', async () => {
    const { wanted } = cluster
    const environment = await emptyHosts(bench, wanted)
    await runScript(environment, 'host1', dockerScript(wanted, 'host1') ?? '')
    const token = await runScript(environment, 'host1', 'docker swarm join-token --quiet worker')
    const second = `export SWARM_TOKEN=${token.trim()}\n${dockerScript(wanted, 'host2') ?? ''}`
    await runScript(environment, 'host2', second)
    expect(await settled(environment, wanted)).toEqual([])
  })
})
