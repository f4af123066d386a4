import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dockerScript, handout } from '../../../labs/exchange/index.ts'
import { quote } from '../../../labs/exchange/shell.ts'
import { compile, parse } from '../../../labs/format/index.ts'

function compiled(text: string) {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  return compile(lab, { id: 'lab', seed: 'seed' })
}

const text = `slipway: 1
title: "Everything\\na lab can say"
hosts:
  host1:
    images: [busybox]
    daemon: { debug: true }
    files: { /etc/app/motd: "it's\\nhere\\n" }
    networks:
      lan: { driver: bridge, internal: true, ipam: { config: [{ subnet: 10.1.0.0/24, gateway: 10.1.0.1 }] } }
      wan: {}
    volumes:
      data: { labels: { kept: 'for ever' } }
    containers:
      reader: { image: busybox, volumes_from: [store], network_mode: 'container:web', state: exited }
      web:
        image: busybox
        depends_on: [store]
        entrypoint: [sh, -c]
        command: ['echo "$HOME" it''s; sleep 1d']
        networks:
          lan: { ipv4_address: 10.1.0.9, aliases: [www] }
          wan: { aliases: [out] }
        ports: ['127.0.0.1:8080:80', '53:53/udp']
        environment: { MOTD: "two\\nlines", EMPTY: '' }
        mem_limit: 64m
      store:
        image: busybox
        state: created
        volumes: ['data:/data:ro', /anon, { type: bind, source: '/a:b', target: /b }]
        tmpfs: /run
      still: { image: busybox, state: paused, networks: [bridge, lan] }
steps:
  - id: a
    title: Look around
    text: |
      See:
      \`\`\`run host1
      docker ps
      \`\`\`
    checks:
      - answer: { ask: How many?, equals: SECRET-ANSWER }
      - ping: { from: web, to: still }
    hints: [{ text: SECRET-HINT }]
    solution: echo SECRET-SOLUTION
`

/** Runs what of the script is for docker, with a docker that only prints its arguments, and gives back what it was asked. */
function asked(script: string): string[][] {
  const fake = `docker() { printf '%s\\037' "$@"; printf '\\036'; }`
  const parts = script.split('\n\n').filter((part) => !/^# (Files|Settings|Commands)/.test(part))
  const out = execFileSync('sh', ['-c', [fake, ...parts].join('\n')], { encoding: 'utf8' })
  return out.split('\u001e').map((line) => line.split('\u001f').slice(0, -1))
}

const cluster = compiled(`slipway: 1
title: A cluster
hosts:
  host1:
    swarm: manager
    devices: [/dev/fuse]
    networks: { mesh: { driver: overlay } }
    services:
      web:
        image: busybox
        entrypoint: [sh, -c]
        command: ['sleep 1d; echo it''s']
        networks: { mesh: { aliases: [www] } }
        volumes: ['data:/data:ro']
        secrets: [word, { source: word, target: pass }]
        ports: ['8080:80']
        environment: { A: 'b c' }
        deploy: { replicas: 0, endpoint_mode: dnsrr, placement: { constraints: [node.role==worker] } }
      each: { image: busybox, deploy: { mode: global } }
    secrets: { word: { content: "it's\\n", labels: { of: us } } }
  host2:
    swarm: worker
    containers: { on: { image: busybox, networks: [mesh] } }
    start: [echo one, echo two >/tmp/two]
steps:
  - { id: a, title: A, checks: [{ answer: { ask: Why?, oneOf: [x] } }] }
`)

describe('the script of a swarm', () => {
  const script = (host: string) => dockerScript(cluster.wanted, host, cluster.title) ?? ''

  it('makes it, its secrets and its services', () => {
    expect(script('host1')).toMatchSnapshot()
    const words = asked(script('host1'))
    expect(words).toContainEqual(['swarm', 'init'])
    const web = words.find((line) => line[1] === 'create' && line.includes('web'))
    expect(web).toEqual(
      expect.arrayContaining(['--network', 'name=mesh,alias=www', 'source=word,target=pass']),
    )
    expect(web?.slice(-4)).toEqual(['--entrypoint', 'sh -c', 'busybox', `sleep 1d; echo it's`])
  })

  it('joins with a token that it says how to get, after what it needs', () => {
    expect(script('host2')).toMatchSnapshot()
    expect(() => asked(script('host2'))).toThrow(/docker swarm join-token --quiet worker/)
    const given = `SWARM_TOKEN=abc\n\n${script('host2')}`
    expect(asked(given)).toContainEqual(['swarm', 'join', '--token', 'abc', 'host1:2377'])
  })
})

describe('the script', () => {
  const script = dockerScript(compiled(text).wanted, 'host1', compiled(text).title) ?? ''
  it('builds networks, volumes and containers in the order of their needs', () => {
    expect(script).toMatchSnapshot()
    expect(dockerScript(compiled(text).wanted, 'other')).toBeUndefined()
  })

  it('says to docker exactly what the lab says', () => {
    const words = asked(script)
    const web = words.find((line) => line[0] === 'create' && line.includes('web'))
    expect(web?.slice(-5)).toEqual([
      '--entrypoint',
      'sh',
      'busybox',
      '-c',
      `echo "$HOME" it's; sleep 1d`,
    ])
    expect(web).toContain('MOTD=two\nlines')
    expect(words).toContainEqual(['network', 'connect', '--alias', 'out', 'wan', 'web'])
    expect(words.find((line) => line.includes('store'))).toContain(
      'type=bind,source=/a:b,target=/b',
    )
  })

  it('quotes any text', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((one) => !/[\0\uD800-\uDFFF]/.test(one))
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (list) => {
        const line = `printf '%s\\037' ${list.map(quote).join(' ')}`
        const out = execFileSync('sh', ['-c', line], { encoding: 'utf8' })
        expect(out.split('\u001f').slice(0, -1)).toEqual(list)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the hand-out', () => {
  it('says that what is drawn by lot differs', () => {
    const lot = compiled(text.replace('hosts:', 'params: { net: { pick: [app_net] } }\nhosts:'))
    expect(handout(lot)).toMatch(/differ from one learner to the next.*app_net/)
    expect(handout(compiled(text))).not.toContain('learner')
  })

  it('says what to do and nothing of how', () => {
    const paper = handout(compiled(text))
    expect(paper).not.toMatch(/SECRET/)
    expect(paper).toMatchSnapshot()
  })

  it('keeps the answers of the shipped labs to itself', () => {
    const lab = compiled(readFileSync('labs/catalogue/volume-backup/lab.yaml', 'utf8'))
    const paper = handout(lab)
    expect(paper).not.toMatch(/```run/)
    for (const { hints } of lab.steps)
      hints.forEach((hint) => expect(paper).not.toContain(hint.text))
  })
})
