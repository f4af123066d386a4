import type { Readable } from 'node:stream'
import { AppError } from '../../errors.ts'
import type { Executors, StepArgs } from '../../provision/steps.ts'
import { refusal as refused } from './answer.ts'
import type { InnerClient } from './client.ts'
import { containerBody, endpointBody } from './container.ts'
import { serviceExecutors } from './services.ts'
import { swarmExecutors } from './swarm.ts'

type InnerAction = Extract<
  keyof StepArgs,
  `${'image' | 'network' | 'volume' | 'container' | 'swarm' | 'service' | 'secret'}.${string}`
>

export interface InnerWorld {
  client(host: string): InnerClient
  /** A tar of images as `docker save` writes it. @throws AppError image-missing */
  archive(images: string[]): Promise<Readable>
  /** Image names labs may use, for the words of a refusal. */
  known: readonly string[]
}

/** Starting a container on a busy machine takes its time. */
const slowMs = 60_000

/** What the engines inside hosts are told for each step. */
export function innerExecutors(world: InnerWorld): Pick<Executors, InnerAction> {
  const calls = callsOn(world)
  return {
    async 'image.load'({ host, images }, signal) {
      const tar = await world.archive(images)
      await world.client(host).upload('/images/load?quiet=1', tar, signal)
    },
    ...networkExecutors(world, calls),
    'volume.create': ({ host, name, volume }, signal) =>
      calls.post(host, '/volumes/create', signal, {
        Name: name,
        Driver: volume.driver,
        DriverOpts: volume.options,
        Labels: volume.labels,
      }),
    'volume.remove': ({ host, name }, signal) =>
      calls.remove(host, `/volumes/${encodeURIComponent(name)}`, signal),
    ...containerExecutors(world, calls),
    ...swarmExecutors(world.client),
    ...serviceExecutors(world.client),
  }
}

interface Calls {
  post(host: string, path: string, signal: AbortSignal, body?: unknown): Promise<void>
  /** What is gone already is what was wanted. */
  remove(host: string, path: string, signal: AbortSignal): Promise<void>
}

function callsOn({ client }: InnerWorld): Calls {
  return {
    async post(host, path, signal, body) {
      await client(host).want('POST', path, { body, signal, timeoutMs: slowMs })
    },
    async remove(host, path, signal) {
      const { status, body } = await client(host).ask('DELETE', path, { signal, timeoutMs: slowMs })
      if (status >= 400 && status !== 404) throw refused(status, body)
    },
  }
}

function networkExecutors(
  { client }: InnerWorld,
  { post, remove }: Calls,
): Pick<Executors, 'network.create' | 'network.remove'> {
  return {
    'network.create': ({ host, name, network }, signal) =>
      post(host, '/networks/create', signal, {
        Name: name,
        CheckDuplicate: true,
        Driver: network.driver,
        Internal: network.internal,
        Attachable: network.attachable,
        EnableIPv6: network.ipv6,
        Options: network.options,
        Labels: network.labels,
        IPAM: network.subnets && {
          Config: network.subnets.map(({ subnet, gateway, ipRange }) => ({
            Subnet: subnet,
            Gateway: gateway,
            IPRange: ipRange,
          })),
        },
      }),
    async 'network.remove'({ host, name }, signal) {
      await emptyNetwork(client(host), name, signal)
      await remove(host, `/networks/${encodeURIComponent(name)}`, signal)
    },
  }
}

function containerExecutors(
  { client, known }: InnerWorld,
  { post, remove }: Calls,
): Pick<Executors, Extract<InnerAction, `container.${string}`>> {
  const verb = (name: string) => (args: StepArgs['container.start'], signal: AbortSignal) =>
    post(args.host, `/containers/${encodeURIComponent(args.name)}/${name}`, signal)
  return {
    async 'container.create'({ host, name, container }, signal) {
      const path = `/containers/create?name=${encodeURIComponent(name)}`
      const ask = { body: containerBody(container), signal, timeoutMs: slowMs }
      const { status, body } = await client(host).ask('POST', path, ask)
      if (status === 404 && /no such image/i.test(JSON.stringify(body))) {
        throw new AppError('image-missing', { image: container.image, known: known.join(', ') })
      }
      if (status >= 400) throw refused(status, body)
    },
    'container.connect': ({ host, name, network, ...endpoint }, signal) =>
      post(host, `/networks/${encodeURIComponent(network)}/connect`, signal, {
        Container: name,
        EndpointConfig: endpointBody(endpoint),
      }),
    'container.disconnect': ({ host, name, network }, signal) =>
      post(host, `/networks/${encodeURIComponent(network)}/disconnect`, signal, {
        Container: name,
        Force: true,
      }),
    'container.start': verb('start'),
    // One second's notice: what is stopped here was started a moment ago.
    'container.stop': verb('stop?t=1'),
    'container.pause': verb('pause'),
    'container.unpause': verb('unpause'),
    'container.remove': ({ host, name }, signal) =>
      remove(host, `/containers/${encodeURIComponent(name)}?force=1&v=1`, signal),
  }
}

/** A network with endpoints cannot be removed; its containers join the new one in the next round. */
async function emptyNetwork(client: InnerClient, name: string, signal: AbortSignal): Promise<void> {
  const path = `/networks/${encodeURIComponent(name)}`
  const { status, body } = await client.ask('GET', path, { signal })
  if (status !== 200 || typeof body !== 'object' || body === null) return
  const attached = 'Containers' in body && body.Containers ? Object.keys(body.Containers) : []
  await Promise.all(
    attached.map((Container) =>
      client.ask('POST', `${path}/disconnect`, { body: { Container, Force: true }, signal }),
    ),
  )
}
