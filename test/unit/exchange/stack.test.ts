import { parse as parseYaml } from 'yaml'
import { describe, expect, it } from 'vitest'
import { exportCompose, exportStack } from '../../../labs/exchange/index.ts'
import { compile, parse } from '../../../labs/format/index.ts'

const text = `slipway: 1
title: Two hosts
wires: [lan, wan]
hosts:
  host1:
    swarm: manager
    wires: [lan, wan]
    images: [busybox, training/webapp]
    daemon: { debug: true }
    files: { /etc/motd: hello }
    start: echo started
    networks:
      mesh: { driver: overlay, driver_opts: { encrypted: '' } }
      near: { driver: bridge, ipam: { config: [{ subnet: 10.9.0.0/24, gateway: 10.9.0.1 }] } }
    volumes: { data: { labels: { kept: 'yes' } }, spare: {} }
    containers:
      db:
        image: busybox
        command: [sh, -c, 'echo $HOME; sleep 1d']
        networks: { near: { ipv4_address: 10.9.0.9, aliases: [store] } }
        volumes: ['data:/data:ro', '/srv:/srv']
        ports: ['127.0.0.1:8080:80']
        restart: 'on-failure:3'
        mem_limit: 64m
      aside: { image: busybox, network_mode: 'container:db', volumes_from: [db], depends_on: [db] }
      alone: { image: busybox, network_mode: none, state: created }
    services:
      web:
        image: busybox
        networks: [mesh]
        secrets: [{ source: word, target: pass }]
        ports: ['80:80']
        deploy: { replicas: 3, endpoint_mode: dnsrr, placement: { constraints: [node.role==worker] } }
    secrets: { word: { content: "it's\\nsecret" } }
  host2:
    swarm: worker
    wires: [lan]
    images: [busybox]
    networks: { near: { driver: bridge } }
    containers:
      db: { image: busybox, networks: [mesh, near] }
      plain: { image: busybox, privileged: true }
steps:
  - { id: a, title: A, checks: [{ answer: { ask: Why?, oneOf: [x] } }] }
`

const { lab, diagnostics } = parse(text)
if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
const { wanted } = compile(lab, { id: 'lab', seed: 's' })

describe('several hosts as a stack', () => {
  const stack = exportStack(wanted, 'Two hosts')

  it('keeps each container on its host, and the services as they are', () => {
    expect(stack.text).toMatchSnapshot()
  })

  it('says in the file whatever it says beside it', () => {
    for (const note of stack.notes) expect(stack.text).toContain(`# - ${note}`)
  })

  it('is read by older readers of YAML as by newer ones', () => {
    expect(parseYaml(stack.text, { version: '1.1' })).toEqual(parseYaml(stack.text))
  })

  it('tells of everything that a stack has no words for', () => {
    const lost = ['/etc/motd', 'daemon.json', 'echo started', 'training/webapp', 'wires lan, wan']
    const changed = ['10.9.0.9', 'privileged', 'volumes of db', 'on no network', '127.0.0.1:8080']
    for (const word of [...lost, ...changed, 'starts after db', '`spare`']) {
      expect(stack.notes.join('\n')).toContain(word)
    }
  })

  it('names every network, volume and secret that a service uses', () => {
    const { services, networks, volumes, secrets } = parseYaml(stack.text) as Record<
      string,
      Record<string, { networks?: object }>
    >
    const used = Object.values(services ?? {}).flatMap(({ networks: ends = [] }) =>
      Array.isArray(ends) ? (ends as string[]) : Object.keys(ends),
    )
    expect(used.filter((name) => !Object.hasOwn(networks ?? {}, name))).toEqual([])
    expect(Object.keys(volumes ?? {})).toEqual(['data', 'spare'])
    expect(Object.keys(secrets ?? {})).toEqual(['word'])
  })
})

describe('one host of a swarm as a compose file', () => {
  it('says that its services, secrets, overlays and start are not in it', () => {
    const made = exportCompose(wanted, 'x', 'host1')
    if ('refused' in made) throw new Error(made.refused.reason)
    for (const word of ['`web`', '`word`', '`mesh`', 'manager', 'echo started', '/etc/motd']) {
      expect(made.notes.join('\n')).toContain(word)
    }
  })

  it('expects a network of another host to be there', () => {
    const made = exportCompose(wanted, 'x', 'host2')
    if ('refused' in made) throw new Error(made.refused.reason)
    expect(parseYaml(made.text)).toMatchObject({
      networks: { mesh: { name: 'mesh', external: true }, near: { driver: 'bridge' } },
    })
    expect(made.notes.join('\n')).toContain('`mesh` is made on another host')
  })
})
