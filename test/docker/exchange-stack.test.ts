import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportStack } from '../../labs/exchange/index.ts'
import { compile, parse } from '../../labs/format/index.ts'
import { openBench, until, type Bench } from '../support/docker.ts'

const text = `slipway: 1
title: A shop on two hosts
hosts:
  host1:
    swarm: manager
    images: [busybox]
    networks:
      mesh: { driver: overlay, attachable: true }
      lan: { driver: bridge, ipam: { config: [{ subnet: 10.77.0.0/24, gateway: 10.77.0.1 }] } }
    volumes: { data: { labels: { keep: 'yes' } } }
    containers:
      db:
        image: busybox
        command: [sh, -c, 'trap exit TERM; echo $GREETING > /data/said; sleep 9999 & wait']
        environment: { GREETING: "it's here" }
        networks: { lan: { aliases: [store] }, mesh: {} }
        volumes: ['data:/data']
      alone: { image: busybox, command: [sleep, '9999'], network_mode: none }
    services:
      web:
        image: busybox
        command: [sh, -c, 'trap exit TERM; sleep 9999 & wait']
        networks: { mesh: { aliases: [www] } }
        secrets: [{ source: word, target: pass }]
        deploy: { replicas: 2, endpoint_mode: dnsrr }
    secrets: { word: { content: "it's\\n100% secret\\n" } }
  host2:
    swarm: worker
    images: [busybox]
    containers:
      db: { image: busybox, command: [sleep, '9999'], networks: [mesh] }
      plain: { image: busybox, command: [sleep, '9999'] }
steps:
  - { id: a, title: A, checks: [{ answer: { ask: Why?, oneOf: [x] } }], solution: [{ host: host1, run: 'true' }] }
`

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

it('is deployed by the commands that the stack file names, and then is as drawn', async () => {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(JSON.stringify(diagnostics))
  const stack = exportStack(compile(lab, { id: 'shop', seed: 's' }).wanted, 'A shop on two hosts')
  const nodes = { images: ['busybox'] }
  const { environment, provision } = bench.open({
    host1: { ...nodes, swarm: 'manager' },
    host2: { ...nodes, swarm: 'worker' },
  })
  await provision()
  const sh = async (host: string, script: string) => {
    const done = await environment.exec(host, ['sh', '-c', script], { timeoutMs: 120_000 })
    return `${String(done.code)} ${done.stdout}${done.code === 0 ? '' : done.stderr}`
  }

  const commands = stack.text.split('\n').flatMap((line) => /^# {2,}(\S.*)$/.exec(line)?.[1] ?? [])
  expect(commands).toHaveLength(2)
  const file = `cat > stack.yaml <<'END'\n${stack.text}END\n`
  const named = commands.join('\n').replace('NAME', 'shop')
  const deployed = await sh('host1', `set -e; ${file}${named}`)
  expect(deployed).toMatch(/^0 /)

  const running = { web: 2, 'host1-db': 1, 'host2-db': 1, alone: 1, plain: 1 }
  const wanted = Object.entries(running).map(([name, count]) => [`shop_${name}`, count])
  let found: Record<string, number> = {}
  await until(
    'the services',
    async () => {
      const { swarm } = await environment.observeHost('host1')
      const services = Object.entries(swarm?.services ?? {})
      found = Object.fromEntries(services.map(([name, one]) => [name, one.running]))
      return wanted.every(([name, count]) => found[name ?? ''] === count)
    },
    60_000,
  ).catch(() => expect(found).toEqual(Object.fromEntries(wanted)))

  const { hosts } = await environment.observe()
  const { networks = {}, volumes = {}, swarm } = hosts['host1'] ?? {}
  expect(swarm?.services['shop_web']).toMatchObject({ endpointMode: 'dnsrr', replicas: 2 })
  expect(networks).toMatchObject({
    mesh: { driver: 'overlay', attachable: true },
    lan: { driver: 'overlay', subnets: [{ subnet: '10.77.0.0/24' }] },
  })
  expect(volumes['data']?.labels).toMatchObject({ keep: 'yes' })
  // Each container where it was drawn, on what it was drawn on, under the name it had.
  const attached = (host: string) =>
    Object.values(hosts[host]?.containers ?? {})
      .map(
        ({ service = '', endpoints }) => `${service}: ${Object.keys(endpoints).sort().join(' ')}`,
      )
      .filter((line) => !line.startsWith('shop_web'))
      .sort()
  expect(attached('host1')).toEqual(['shop_alone: shop_alone-alone', 'shop_host1-db: lan mesh'])
  expect(attached('host2')).toEqual(['shop_host2-db: mesh', 'shop_plain: bridge'])
  const inside = (name: string, command: string) =>
    `docker exec $(docker ps -qf name=${name}) ${command}`
  const asked = [
    inside('shop_host1-db', 'cat /data/said'),
    inside('shop_host1-db', 'ping -c 1 -W 2 www'),
    `${inside('shop_web', 'cat /run/secrets/pass')} || true`,
  ]
  const said = await sh('host1', asked.join('\n'))
  expect(said).toContain("it's here")
  expect(said).toContain('1 packets received')
  expect(said).toContain("it's\n100% secret\n")
})
