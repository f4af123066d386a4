/** What is known of the things that span hosts. */
import type { LabState } from '../../labs/topology/state.ts'
import type { ServiceState } from '../../labs/topology/swarm-state.ts'
import { pairs, quoted, said, type Facts } from './fact.ts'
import { shortImage } from './words.ts'

/** Undefined once no host has it. */
export function overlayFacts(name: string, { hosts }: LabState): Facts | undefined {
  const found = Object.entries(hosts).flatMap(([host, { networks }]) => {
    const network = networks[name]
    return network ? [{ host, network }] : []
  })
  const network = found[0]?.network
  if (network === undefined) return undefined
  const on = Object.entries(hosts).flatMap(([host, { containers }]) =>
    Object.entries(containers).flatMap(([container, { endpoints }]) => {
      const endpoint = endpoints[name]
      return endpoint ? [`${host}: ${container} ${endpoint.address}`.trim()] : []
    }),
  )
  const facts = said([
    ['Driver', network.driver],
    ['Scope', network.scope],
    ['Subnet', network.subnets.map(({ subnet }) => subnet).join(', ')],
    ['Attachable', network.attachable ? 'yes: single containers may join' : ''],
    ['Options', pairs(network.options)],
    ['Hosts', found.map(({ host }) => host).join(', ')],
    ['Containers', on.join('\n') || 'none'],
  ])
  return { kind: 'overlay network', name, facts, commands: [] }
}

export function serviceFacts(name: string, { hosts }: LabState): Facts | undefined {
  const service = Object.values(hosts).flatMap(({ swarm }) => swarm?.services[name] ?? [])[0]
  if (service === undefined) return undefined
  const facts = said([
    ['Image', shortImage(service.image)],
    ['Command', [...service.entrypoint, ...service.command].join(' ')],
    ['Mode', service.mode],
    ['Running', `${String(service.running)} of ${String(service.replicas)}`],
    ['Tasks', service.tasks.map(taskLine).join('\n')],
    ['Networks', Object.keys(service.networks).join(', ')],
    [
      'Found by',
      service.endpointMode === 'vip' ? 'one virtual address' : 'the address of each task',
    ],
    ['Secrets', service.secrets.map(({ target }) => `/run/secrets/${target}`).join('\n')],
    ['Placed where', service.constraints.join('\n')],
  ])
  const commands = ['ps', 'inspect', 'logs'].map((verb) => `docker service ${verb} ${quoted(name)}`)
  return { kind: 'service', name, facts, commands }
}

function taskLine({ slot, node, status, error }: ServiceState['tasks'][number]): string {
  const number = slot === 0 ? '' : `${String(slot)} `
  return `${number}${status}${node ? ` on ${node}` : ''}${error ? `: ${error}` : ''}`
}

export function secretFacts(name: string, { hosts }: LabState): Facts | undefined {
  const told = Object.values(hosts).flatMap(({ swarm }) => (swarm ? [swarm] : []))
  const secret = told.flatMap(({ secrets }) => secrets[name] ?? [])[0]
  if (secret === undefined) return undefined
  const users = told.flatMap(({ services }) =>
    Object.entries(services).flatMap(([service, { secrets }]) =>
      secrets.some(({ source }) => source === name) ? [service] : [],
    ),
  )
  const facts = said([
    ['Labels', pairs(secret.labels)],
    ['Given to', [...new Set(users)].join(', ') || 'no service'],
  ])
  return { kind: 'secret', name, facts, commands: [`docker secret inspect ${quoted(name)}`] }
}
