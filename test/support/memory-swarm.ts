/** A swarm in memory: what the first manager is told, every manager knows. */
import type { HostState } from '../../labs/topology/state.ts'
import type { ServiceState, SwarmState } from '../../labs/topology/swarm-state.ts'
import type { Actual } from '../../server/provision/state.ts'
import type { Executors } from '../../server/provision/steps.ts'

type SwarmAction = Extract<keyof Executors, `${'swarm' | 'service' | 'secret'}.${string}`>

export function swarmExecutorsOn(actual: Actual): Pick<Executors, SwarmAction> {
  const inside = (name: string): HostState => must(actual.hosts[name]?.state, name)
  const swarm = (name: string): SwarmState => must(inside(name).swarm, `swarm on ${name}`)
  const service = (at: { host: string; name: string }): ServiceState =>
    must(swarm(at.host).services[at.name], at.name)
  return {
    'swarm.init': (at) =>
      done(() => {
        const made = { role: 'manager' as const, state: 'active' as const, leader: at.host }
        const nodes = { [at.host]: { ...aNode, role: 'manager' as const, leader: true } }
        inside(at.host).swarm = { ...made, nodes, services: {}, secrets: {} }
      }),
    'swarm.join': (at) =>
      done(() => {
        const all = swarm(at.via)
        all.nodes[at.host] = { ...aNode, role: at.role }
        const own = { ...all, role: at.role }
        const blind = { nodes: {}, services: {}, secrets: {}, leader: '' }
        inside(at.host).swarm = at.role === 'manager' ? own : { ...own, ...blind }
      }),
    'swarm.leave': (at) => done(() => delete inside(at.host).swarm),
    'secret.create': (at) =>
      done(() => (swarm(at.host).secrets[at.name] = { labels: at.secret.labels ?? {} })),
    'secret.remove': (at) => done(() => delete swarm(at.host).secrets[at.name]),
    'service.create': (at) =>
      done(() => (swarm(at.host).services[at.name] = { ...aService, ...at.service, ...idle })),
    'service.update': (at) => done(() => Object.assign(service(at), at.service, idle)),
    'service.settle': (at) => done(() => (service(at).status = 'running')),
    'service.remove': (at) => done(() => delete swarm(at.host).services[at.name]),
  }
}

const idle = { status: 'pending' as const }
const aNode = {
  ...{ role: 'worker' as const, availability: 'active' as const, status: 'ready' as const },
  ...{ leader: false, address: '', labels: {} },
}
export const aService: ServiceState = {
  ...{ image: '', mode: 'replicated', replicas: 1, running: 0, status: 'pending' },
  ...{ endpointMode: 'vip', command: [], entrypoint: [], environment: {}, user: '' },
  ...{ workingDir: '', hostname: '', networks: {}, ports: [], mounts: [], secrets: [] },
  ...{ constraints: [], labels: {}, tasks: [] },
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`)
  return value
}

async function done(act: () => unknown): Promise<void> {
  await Promise.resolve()
  act()
}
