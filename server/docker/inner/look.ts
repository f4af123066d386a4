import { observeHost } from '../../../labs/topology/observe.ts'
import type { HostState } from '../../../labs/topology/state.ts'
import type { InnerClient } from './client.ts'

/** Everything a host's engine holds, in canonical form. @throws AppError host-silent, engine-lost */
export async function lookInside(client: InnerClient, signal?: AbortSignal): Promise<HostState> {
  const ask = signal ? { signal } : {}
  // One after the other over one connection: opening a second costs more than all four answers.
  const networks = await client.want('GET', '/networks', ask)
  const volumes = await client.want('GET', '/volumes', ask)
  const images = await client.want('GET', '/images/json', ask)
  const listed = await client.want('GET', '/containers/json?all=1', ask)
  const inspected = await Promise.all(
    list(listed).map((item) => client.ask('GET', `/containers/${idOf(item)}/json`, ask)),
  )
  return observeHost({
    networks: list(networks),
    volumes: list(field(volumes, 'Volumes')),
    // One that vanished between list and inspect is not there any more.
    containers: inspected.filter(({ status }) => status === 200).map(({ body }) => body),
    images: list(images),
  })
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
