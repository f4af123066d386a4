/** From nothing to a swarm of three hosts with an overlay and a service: ours, and the API calls alone. */
import { createHash } from 'node:crypto'
import type { CompiledLab, WantedHost } from '../../labs/format/compiled.ts'
import { hostContainer } from '../../server/docker/hosts.ts'
import { InnerClient } from '../../server/docker/inner/client.ts'
import { serviceBody } from '../../server/docker/inner/service.ts'
import { registryContainer } from '../../server/docker/registry.ts'
import { removeLabelled } from '../../server/docker/sweep.ts'
import { desiredState } from '../../server/provision/desired.ts'
import type { Desired } from '../../server/provision/state.ts'
import { freshRun } from '../support/run-names.ts'
import { labOf, owner, provision, type Ground } from './ground.ts'
import { inTurn, once } from './measure.ts'

const slow = { timeoutMs: 120_000 }
const service = {
  image: 'busybox',
  command: ['sleep', '3600'],
  replicas: 3,
  endpointMode: 'dnsrr' as const,
  networks: { mesh: { aliases: [] } },
}
const manager: Partial<WantedHost> = {
  swarm: 'manager',
  networks: { mesh: { driver: 'overlay', attachable: true } },
  services: { web: service },
}

function lab(): CompiledLab {
  const hostOf = (host: Partial<WantedHost>) => {
    const made = labOf(host).wanted.hosts['host1']
    if (made === undefined) throw new Error('a lab with one host has it')
    return made
  }
  const worker = hostOf({ swarm: 'worker' })
  return {
    ...labOf({}),
    wanted: { wires: [], hosts: { host1: hostOf(manager), host2: worker, host3: worker } },
  }
}

export async function swarming(
  ground: Ground,
  rounds: number,
): Promise<Record<'slipway' | 'bare', number[]>> {
  const shelf = ground.dock.prepared.shelf?.names ?? []
  return inTurn(rounds, {
    slipway: () =>
      once({
        prepare: async () => ground.dock.environments.open(freshRun(), lab()),
        run: provision,
        clear: (environment) => environment.destroy(),
      }),
    bare: () =>
      once({
        prepare: async () => desiredState(freshRun(), lab(), { owner, shelf }),
        run: (desired) => bare(ground, desired),
        clear: ({ run }) => removeLabelled(ground.dock.engine.docker, `slipway.run=${run}`),
      }),
  })
}

/** The same calls with nothing looked at and nothing decided, each as early as it can be. */
async function bare(ground: Ground, desired: Desired): Promise<void> {
  const { engine, prepared } = ground.dock
  const third = `100.126.${createHash('sha256').update(desired.run).digest()[0] ?? 0}`
  await wire(ground, desired, `${third}.0/24`)
  const registry = async () => {
    const made = await engine.docker.createContainer(registryContainer(desired, prepared.registry))
    await made.start()
  }
  const [first, ...others] = Object.keys(desired.hosts).map((host, index) =>
    startHost(ground, desired, host, `${third}.${11 + index}`),
  )
  const swarm = async () => {
    const manager = await first
    if (manager === undefined) throw new Error('the lab has three hosts')
    await enter(manager, '/swarm/init', {})
    const { JoinTokens } = (await manager.want('GET', '/swarm')) as {
      JoinTokens: { Worker: string }
    }
    const invitation = { RemoteAddrs: ['host1:2377'], JoinToken: JoinTokens.Worker }
    const network = { Name: 'mesh', Driver: 'overlay', Attachable: true, CheckDuplicate: true }
    const [clients] = await Promise.all([
      Promise.all(
        others.map(async (other) => {
          const client = await other
          await enter(client, '/swarm/join', invitation)
          return client
        }),
      ),
      manager.want('POST', '/networks/create', { ...slow, body: network }),
    ])
    const body = serviceBody('web', service, new Map())
    await manager.want('POST', '/services/create', { ...slow, body })
    await settled(manager)
    for (const client of [manager, ...clients]) client.close()
  }
  await Promise.all([registry(), swarm()])
}

async function wire({ dock }: Ground, desired: Desired, subnet: string): Promise<void> {
  const wire = Object.values(desired.wires)[0]
  await dock.engine.docker.createNetwork({
    Name: wire?.name ?? '',
    Internal: true,
    IPAM: { Config: [{ Subnet: subnet }] },
    Options: {
      'com.docker.network.bridge.inhibit_ipv4': 'true',
      'com.docker.network.bridge.name': wire?.bridge ?? '',
    },
    Labels: desired.labels,
  })
}

async function startHost(
  ground: Ground,
  desired: Desired,
  name: string,
  address: string,
): Promise<InnerClient> {
  const { engine, prepared } = ground.dock
  const host = desired.hosts[name]
  if (host === undefined) throw new Error(`no host ${name}`)
  const recipe = { isolation: engine.isolation, prepared, limits: ground.room.limits, address }
  const made = await engine.docker.createContainer(hostContainer(desired, host, recipe))
  await made.start()
  await ground.room.helper.adoptCgroups(host.name)
  const client = new InnerClient(engine.docker, { id: host.name, name })
  await client.ready(30_000, new AbortController().signal)
  return client
}

async function enter(client: InnerClient, path: string, more: object): Promise<void> {
  const body = { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: 'eth0', ...more }
  await client.want('POST', path, { ...slow, body })
}

async function settled(client: InnerClient): Promise<void> {
  for (;;) {
    const [web] = (await client.want('GET', '/services?status=true')) as {
      ServiceStatus?: { RunningTasks?: number }
    }[]
    if (web?.ServiceStatus?.RunningTasks === 3) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
