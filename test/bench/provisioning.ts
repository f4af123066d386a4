/** 20 containers, 5 networks and 5 volumes in a host: ours, docker-compose, and the API calls alone. */
import type { WantedContainer, WantedHost } from '../../labs/format/compiled.ts'
import type { InnerClient } from '../../server/docker/inner/client.ts'
import { containerBody } from '../../server/docker/inner/container.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { builder, innerClient, withRun, type Ground } from './ground.ts'
import { inTurn, once } from './measure.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const slow = { timeoutMs: 120_000 }

/** Container n is on network n mod 5; each volume is mounted by four. */
const wanted: Pick<WantedHost, 'networks' | 'volumes' | 'containers'> = {
  networks: Object.fromEntries(numbers(5).map((n) => [`net${n}`, { driver: 'bridge' }])),
  volumes: Object.fromEntries(numbers(5).map((n) => [`vol${n}`, {}])),
  containers: Object.fromEntries(numbers(20).map((n) => [`box${n}`, container((n % 5) + 1)])),
}

function container(group: number): WantedContainer {
  return {
    image: 'busybox',
    command: ['sleep', '3600'],
    endpoints: { [`net${group}`]: {} },
    mounts: [{ type: 'volume', source: `vol${group}`, target: '/data', readOnly: false }],
  }
}

const compose = JSON.stringify({
  version: '3',
  networks: Object.fromEntries(numbers(5).map((n) => [`net${n}`, {}])),
  volumes: Object.fromEntries(numbers(5).map((n) => [`vol${n}`, {}])),
  services: Object.fromEntries(
    numbers(20).map((n) => [
      `box${n}`,
      {
        image: 'busybox',
        command: 'sleep 3600',
        networks: [`net${(n % 5) + 1}`],
        volumes: [`vol${(n % 5) + 1}:/data`],
      },
    ]),
  ),
})

/** Times in ms, by way of doing it. */
export async function provisioning(
  ground: Ground,
  rounds: number,
): Promise<Record<'slipway' | 'compose' | 'bare', number[]>> {
  let result: Record<'slipway' | 'compose' | 'bare', number[]> = {
    slipway: [],
    compose: [],
    bare: [],
  }
  await withRun(ground, async (run, environment) => {
    const client = innerClient(ground, run)
    const build = builder(ground, run, wanted)
    await environment.exec('host1', [
      'sh',
      '-c',
      `cat > /root/docker-compose.yml <<'END'\n${compose}\nEND`,
    ])
    const clear = () => empty(client)
    result = await inTurn(rounds, {
      slipway: () => once({ run: () => build(), clear }),
      compose: () => once({ run: () => composeUp(environment), clear }),
      bare: () => once({ prepare: () => warm(client), run: () => bare(client), clear }),
    })
    client.close()
  })
  return result
}

async function composeUp(environment: Environment): Promise<void> {
  const argv = ['docker-compose', '-f', '/root/docker-compose.yml', 'up', '-d']
  const { code, stderr } = await environment.exec('host1', argv, { timeoutMs: 300_000 })
  if (code !== 0) throw new Error(`docker-compose ended with ${code}: ${stderr}`)
}

/** The connections that Slipway keeps open are open here, too. */
async function warm(client: InnerClient): Promise<void> {
  await Promise.all(numbers(6).map(() => client.want('GET', '/_ping')))
}

/** As many calls as it takes, each as early as it can be. */
async function bare(client: InnerClient): Promise<void> {
  const post = (path: string, body?: unknown) => client.want('POST', path, { ...slow, body })
  const ready = new Map<string, Promise<unknown>>()
  for (const [Name, { driver }] of Object.entries(wanted.networks)) {
    ready.set(Name, post('/networks/create', { Name, Driver: driver, CheckDuplicate: true }))
  }
  for (const Name of Object.keys(wanted.volumes)) ready.set(Name, post('/volumes/create', { Name }))
  await Promise.all(
    Object.entries(wanted.containers).map(async ([name, box]) => {
      const needs = [
        ...Object.keys(box.endpoints ?? {}),
        ...(box.mounts ?? []).map((m) => m.source),
      ]
      await Promise.all(needs.map((need) => ready.get(need)))
      await post(`/containers/create?name=${name}`, containerBody(box))
      await post(`/containers/${name}/start`)
    }),
  )
}

async function empty(client: InnerClient): Promise<void> {
  const remove = (path: string) => client.want('DELETE', path, slow)
  const containers = (await client.want('GET', '/containers/json?all=1')) as { Id: string }[]
  await Promise.all(containers.map(({ Id }) => remove(`/containers/${Id}?force=1`)))
  const networks = (await client.want('GET', '/networks')) as { Name: string }[]
  const ours = networks.filter(({ Name }) => /net\d$/.test(Name))
  const { Volumes } = (await client.want('GET', '/volumes')) as {
    Volumes: { Name: string }[] | null
  }
  await Promise.all([
    ...ours.map(({ Name }) => remove(`/networks/${Name}`)),
    ...(Volumes ?? []).map(({ Name }) => remove(`/volumes/${Name}`)),
  ])
}
