import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import type { Executors } from '../../provision/steps.ts'
import { refusal } from './answer.ts'
import type { InnerClient } from './client.ts'

type SwarmAction = Extract<keyof Executors, `swarm.${string}`>

const listen = '0.0.0.0:2377'
/** The first card of a host is on its first wire, which a lab's hosts share where they are in a swarm. */
const advertise = 'eth0'
const joinedWithinMs = 45_000
const pauseMs = 50

/** How hosts come into a swarm and out of it. */
export function swarmExecutors(
  client: (host: string) => InnerClient,
): Pick<Executors, SwarmAction> {
  return {
    async 'swarm.init'({ host }, signal) {
      const body = { ListenAddr: listen, AdvertiseAddr: advertise, Spec: {} }
      await entered(client(host), '/swarm/init', body, signal)
      await untilActive(client(host), host, signal)
    },
    async 'swarm.join'({ host, via, role }, signal) {
      const tokens = tokensIn(await client(via).want('GET', '/swarm', { signal }))
      await entered(
        client(host),
        '/swarm/join',
        {
          ListenAddr: listen,
          AdvertiseAddr: advertise,
          RemoteAddrs: [`${via}:2377`],
          JoinToken: role === 'manager' ? tokens.Manager : tokens.Worker,
        },
        signal,
      )
      await untilActive(client(host), host, signal)
      await untilKnown(client(via), await localState(client(host), signal), host, signal)
    },
    async 'swarm.leave'({ host }, signal) {
      await client(host).want('POST', '/swarm/leave?force=1', { signal, timeoutMs: joinedWithinMs })
    },
  }
}

/** An engine that is in already, or goes on joining in the background, is waited for like one that just did. */
async function entered(
  client: InnerClient,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<void> {
  const answer = await client.ask('POST', path, { body, signal, timeoutMs: joinedWithinMs })
  if (answer.status < 400) return
  if (/already part of a swarm|continue in the background/i.test(JSON.stringify(answer.body)))
    return
  throw refusal(answer.status, answer.body)
}

async function untilActive(client: InnerClient, host: string, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + joinedWithinMs
  for (;;) {
    const { state, error } = await localState(client, signal)
    if (state === 'active') return
    if (state === 'error' || Date.now() > deadline) {
      throw new AppError('swarm-join', { host, reason: error || `its state is ${state}` })
    }
    await wait(pauseMs, undefined, { signal })
  }
}

/**
 * A node is active a moment before its manager has heard what it is called. Whoever looks in between sees a host in the
 * swarm of nobody knows whom, and takes it out again.
 */
async function untilKnown(
  manager: InnerClient,
  { id }: { id: string },
  host: string,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + joinedWithinMs
  for (;;) {
    const { status, body } = await manager.ask('GET', `/nodes/${id}`, { signal })
    const node = body as { Description?: { Hostname?: string } } | undefined
    if (status === 200 && node?.Description?.Hostname) return
    if (Date.now() > deadline) {
      throw new AppError('swarm-join', { host, reason: 'its manager does not know its name' })
    }
    await wait(pauseMs, undefined, { signal })
  }
}

async function localState(client: InnerClient, signal: AbortSignal) {
  const { Swarm } = (await client.want('GET', '/info', { signal })) as {
    Swarm?: { LocalNodeState?: string; NodeID?: string; Error?: string }
  }
  const { LocalNodeState: state = 'inactive', NodeID: id = '', Error: error = '' } = Swarm ?? {}
  return { state, id, error }
}

/** After its engine started again, a node needs a moment until it knows its swarm; one without a swarm does not. */
export async function untilRejoined(client: InnerClient, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + joinedWithinMs
  while ((await localState(client, signal)).state === 'pending' && Date.now() < deadline) {
    await wait(pauseMs, undefined, { signal })
  }
}

function tokensIn(swarm: unknown): { Worker: string; Manager: string } {
  const { JoinTokens } = swarm as { JoinTokens?: { Worker?: unknown; Manager?: unknown } }
  const { Worker, Manager } = JoinTokens ?? {}
  if (typeof Worker === 'string' && typeof Manager === 'string') return { Worker, Manager }
  throw new AppError('docker-refused', { status: 200, reason: 'a swarm without join tokens' })
}
