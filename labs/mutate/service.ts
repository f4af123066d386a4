/** What a swarm holds: services, nodes and secrets. Only a host that leads one is asked. */
import { quote } from '../exchange/shell.ts'
import type { ServiceState } from '../topology/swarm-state.ts'
import type { MutationKind, SolvedHost } from './mutation.ts'

function servicesOf({ state, host, mentions }: SolvedHost): [string, ServiceState][] {
  if (state.swarm?.leader !== host) return []
  return Object.entries(state.swarm.services).filter(([name]) => mentions(name))
}

export const scale: MutationKind = {
  kind: 'scale',
  summary: 'A service has one task less',
  of: (host) =>
    servicesOf(host)
      .filter(([, { mode, replicas }]) => mode === 'replicated' && replicas > 0)
      .map(([name, { replicas }]) => ({
        name: `scale service ${host.label(name)} down`,
        break: `docker service scale -d ${quote(name)}=${replicas - 1}`,
        mend: `docker service scale ${quote(name)}=${replicas} >/dev/null`,
      })),
}

export const drain: MutationKind = {
  kind: 'availability',
  summary: 'A node that takes tasks is drained, and one that is drained takes them again',
  of: (host) =>
    Object.entries(host.state.swarm?.leader === host.host ? host.state.swarm.nodes : {})
      .filter(([name, { status }]) => host.mentions(name) && status === 'ready')
      .map(([name, { availability }]) => {
        const other = availability === 'active' ? 'drain' : 'active'
        const set = (to: string) => `docker node update --availability ${to} ${quote(name)}`
        return {
          name: `${other === 'drain' ? 'drain' : 'activate'} node ${name}`,
          break: set(other),
          mend: set(availability),
        }
      }),
}

export const detach: MutationKind = {
  kind: 'detach',
  summary: 'A service is off one of its networks',
  of: (host) =>
    servicesOf(host).flatMap(([name, { networks }]) =>
      Object.keys(networks)
        .filter((network) => network !== 'ingress')
        .map((network) => ({
          name: `detach service ${host.label(name)} from ${network}`,
          break: `docker service update -d --network-rm ${quote(network)} ${quote(name)}`,
          mend: `docker service update --network-add ${quote(network)} ${quote(name)} >/dev/null`,
        })),
    ),
}

export const unshare: MutationKind = {
  kind: 'withhold',
  summary: 'A service does without one of its secrets',
  of: (host) =>
    servicesOf(host).flatMap(([name, { secrets }]) =>
      secrets.map(({ source, target }) => ({
        name: `withhold secret ${source} from service ${host.label(name)}`,
        break: `docker service update -d --secret-rm ${quote(source)} ${quote(name)}`,
        mend: `docker service update --secret-add source=${quote(source)},target=${quote(target)} ${quote(name)} >/dev/null`,
      })),
    ),
}
