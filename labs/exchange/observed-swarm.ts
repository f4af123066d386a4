/** A host's part in a swarm as a lab draws it: the first manager holds what all of them share. */
import type { Fields } from '../edit/value.ts'
import type { HostState } from '../topology/state.ts'
import type { ServiceState } from '../topology/swarm-state.ts'
import { said } from './written.ts'
import { writtenService } from './written-service.ts'

type Hosts = Record<string, HostState>

export const firstManager = (hosts: Hosts) =>
  Object.keys(hosts).find((name) => hosts[name]?.swarm?.role === 'manager')

export function swarmPart(hosts: Hosts, name: string): Fields {
  const swarm = hosts[name]?.swarm
  if (swarm === undefined) return {}
  if (name !== firstManager(hosts)) return { swarm: swarm.role }
  const services = Object.entries(swarm.services).map(
    ([key, one]) => [key, serviceOf(one)] as const,
  )
  // No engine gives the content of a secret back.
  const secrets = Object.entries(swarm.secrets).map(
    ([key, { labels }]) =>
      [key, { content: 'replace me', ...said({ labels: own(labels) }) }] as const,
  )
  return {
    swarm: swarm.role,
    ...said({ services: Object.fromEntries(services), secrets: Object.fromEntries(secrets) }),
  }
}

function serviceOf({ status: _, image, labels, ...service }: ServiceState): Fields {
  const networks = Object.entries(service.networks).filter(([name]) => name !== 'ingress')
  const plain = image.replace(/@sha256:[0-9a-f]+$/, '').replace(/:latest$/, '')
  const written = writtenService({
    ...service,
    image: plain,
    labels: own(labels),
    networks: Object.fromEntries(networks),
  })
  const { command, entrypoint, ...rest } = written
  return {
    ...rest,
    ...(service.command.length > 0 && command !== undefined ? { command } : {}),
    ...(service.entrypoint.length > 0 && entrypoint !== undefined ? { entrypoint } : {}),
  }
}

const own = (labels: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => !/^(com\.docker\.|slipway\.)/.test(key)),
  )
