import type { InspectedSwarm } from '../../../labs/topology/observe-swarm.ts'
import { observeHost } from '../../../labs/topology/observe.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import type { Ask, InnerClient } from './client.ts'

export interface Look {
  signal?: AbortSignal
  /** Whether the lab has the host in a swarm: then its engine is asked of one before anything hints at it. */
  inSwarm?: boolean
}

/** Everything a host's engine holds, in canonical form. @throws AppError host-silent, engine-lost */
export async function lookInside(
  client: InnerClient,
  { signal, inSwarm = false }: Look = {},
): Promise<HostState> {
  const ask = signal ? { signal } : {}
  // One after the other over one connection: opening a second costs more than all four answers.
  const networks = await client.want('GET', '/networks', ask)
  const volumes = await client.want('GET', '/volumes', ask)
  const images = await client.want('GET', '/images/json', ask)
  const listed = await client.want('GET', '/containers/json?all=1', ask)
  const inspected = await Promise.all(
    list(listed).map((item) => client.ask('GET', `/containers/${idOf(item)}/json`, ask)),
  )
  const hasSwarm = inSwarm || list(networks).some(hintsAtSwarm)
  const swarm = hasSwarm ? await lookAtSwarm(client, ask) : undefined
  return observeHost({
    ...(swarm && { swarm }),
    networks: list(networks),
    volumes: list(field(volumes, 'Volumes')),
    // One that vanished between list and inspect is not there any more.
    containers: inspected.filter(({ status }) => status === 200).map(({ body }) => body),
    images: list(images),
  })
}

/** An engine that joins a swarm makes networks for it, a moment later; one that never did is not asked. */
function hintsAtSwarm(network: unknown): boolean {
  return field(network, 'Name') === 'docker_gwbridge' || field(network, 'Scope') === 'swarm'
}

/** Managers know it all; what a worker (or a manager without its peers) knows is its own state. */
async function lookAtSwarm(client: InnerClient, ask: Ask): Promise<InspectedSwarm> {
  const nodes = await client.ask('GET', '/nodes', ask)
  if (nodes.status !== 200) {
    const info = await client.want('GET', '/info', ask)
    return { local: field(info, 'Swarm'), nodes: [], services: [], tasks: [], secrets: [] }
  }
  const [services, tasks, secrets] = await Promise.all(
    ['/services', '/tasks', '/secrets'].map((path) => client.ask('GET', path, ask)),
  )
  return {
    nodes: list(nodes.body),
    services: list(services?.body),
    tasks: list(tasks?.body),
    secrets: list(secrets?.body),
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function idOf(value: unknown): string {
  return encodeURIComponent(String(field(value, 'Id')))
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined
}
