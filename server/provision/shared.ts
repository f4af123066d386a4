/** What hosts of a run have in common: a swarm, and networks that span them. */
import type { Actual, Desired } from './state.ts'

/** Hosts of the lab's swarm: the manager that makes it, then the other managers, then the workers. */
export function membersOf({ hosts }: Desired): string[] {
  const of = (role: string) =>
    Object.entries(hosts)
      .filter(([, { wanted }]) => wanted.swarm === role)
      .map(([host]) => host)
  return [...of('manager'), ...of('worker')]
}

/** The manager that makes the swarm and through which the others join. */
export function firstManager(desired: Desired): string | undefined {
  return membersOf(desired)[0]
}

/** Whether the lab has a host in its swarm. */
export function isInSwarm({ hosts }: Pick<Desired, 'hosts'>, host: string): boolean {
  return hosts[host]?.wanted.swarm !== undefined
}

/** The step after which a host is in the swarm. */
export function swarmKey(host: string): string {
  return `${host}/swarm`
}

/** What must be there before something on `host` uses a network. */
export function networkKeys(desired: Desired, host: string, network: string): string[] {
  const here = desired.hosts[host]?.wanted.networks ?? {}
  const owner = Object.entries(desired.hosts).find(
    ([, { wanted }]) => wanted.networks[network]?.driver === 'overlay',
  )
  if (network in here || owner === undefined) return [`${host}/network/${network}`]
  return [`${owner[0]}/network/${network}`, swarmKey(host)]
}

/** Whether a network that spans hosts is drawn on any of them. */
export function wantsNetwork({ hosts }: Desired, network: string): boolean {
  return Object.values(hosts).some(({ wanted }) => network in wanted.networks)
}

/** Whether a host takes part in a swarm whose maker cannot be looked at now. */
export function isHeldBack(desired: Desired, actual: Actual, host: string): boolean {
  const first = firstManager(desired)
  if (first === undefined || first === host) return false
  if (!isInSwarm(desired, host)) return false
  const is = actual.hosts[first]
  return is !== undefined && is.status !== 'created' && is.state === undefined
}
