/** The swarm of a lab as it will look: roles, and on managers the services, secrets and nodes that are drawn. */
import type { HostState } from '../topology/state.ts'
import type { NodeState, ServiceState, SwarmRole, SwarmState } from '../topology/swarm-state.ts'
import type { WantedHost } from './compiled.ts'
import type { StateCheck } from './goal-checks.ts'

/** What a host has of a swarm from the start. */
export function drawnSwarm({ swarm, services, secrets }: WantedHost): { swarm?: SwarmState } {
  if (swarm === undefined) return {}
  const made = newSwarm(swarm)
  for (const [name, wanted] of Object.entries(services)) made.services[name] = serviceOf(wanted)
  for (const [name, { labels = {} }] of Object.entries(secrets)) made.secrets[name] = { labels }
  return { swarm: made }
}

/** Adds what a goal says of a thing of a swarm; other things are left to others. */
export function drawInSwarm(
  host: HostState,
  thing: StateCheck['thing'],
  name: string,
  wanted: Record<string, unknown>,
): void {
  if (thing === 'host') return drawRole(host, wanted['swarm'])
  if (thing !== 'service' && thing !== 'secret' && thing !== 'node') return
  const { services, secrets, nodes } = (host.swarm ??= newSwarm('manager'))
  if (thing === 'service') services[name] = serviceOf({ ...services[name], ...wanted })
  if (thing === 'secret') secrets[name] = { labels: {}, ...secrets[name], ...wanted }
  if (thing === 'node') nodes[name] = { ...aNode, ...nodes[name], ...wanted }
}

function drawRole(host: HostState, role: unknown): void {
  if (role !== 'manager' && role !== 'worker') return
  if (host.swarm === undefined) host.swarm = newSwarm(role)
  else host.swarm.role = role
}

/** Managers know every host of the swarm as a node; the first of them leads. */
export function numbered(hosts: Record<string, HostState>): void {
  const members = Object.entries(hosts).filter(([, { swarm }]) => swarm !== undefined)
  const leader = members.find(([, { swarm }]) => swarm?.role === 'manager')?.[0] ?? ''
  for (const [, { swarm }] of members) {
    if (swarm?.role !== 'manager') continue
    swarm.leader = leader
    for (const [name, member] of members) {
      const role = member.swarm?.role ?? 'worker'
      swarm.nodes[name] = { ...aNode, ...swarm.nodes[name], role, leader: name === leader }
    }
  }
}

function newSwarm(role: SwarmRole): SwarmState {
  return { role, state: 'active', leader: '', nodes: {}, services: {}, secrets: {} }
}

function serviceOf(wanted: Partial<ServiceState>): ServiceState {
  const whole = { ...aService, ...wanted }
  return { ...whole, running: whole.replicas }
}

const aNode: NodeState = {
  role: 'worker',
  availability: 'active',
  status: 'ready',
  leader: false,
  address: '',
  labels: {},
}
const aService: ServiceState = {
  ...{ image: '', mode: 'replicated', replicas: 1, running: 1, status: 'running' },
  ...{ endpointMode: 'vip', command: [], entrypoint: [], environment: {}, user: '' },
  ...{ workingDir: '', hostname: '', networks: {}, ports: [], mounts: [], secrets: [] },
  ...{ constraints: [], labels: {}, tasks: [] },
}
