import type { SwarmState } from '../../labs/topology/swarm-state.ts'
import { membersOf, swarmKey } from './shared.ts'
import type { Actual, Desired } from './state.ts'
import { step, type Step } from './steps.ts'

/** What is left to do until a host has its part in the lab's swarm. */
export function membershipSteps(host: string, desired: Desired, actual: Actual): Step[] {
  const role = desired.hosts[host]?.wanted.swarm
  const members = membersOf(desired)
  const [first] = members
  if (role === undefined || first === undefined) return []
  const is = actual.hosts[host]?.state?.swarm
  const key = swarmKey(host)
  const wrong = is && misplaced(host, role, is, first, actual)
  if (wrong) return [step('swarm.leave', { host }, key, wrong)]
  if (is?.state === 'active') return []
  if (host === first) {
    const reason = is ? `the swarm of ${host} is ${is.state}` : `${host} has no swarm yet`
    return [step('swarm.init', { host }, key, reason, [`${host}/ready`])]
  }
  // Managers join one after the other: each changes who has to agree with whom.
  const before = role === 'manager' ? members.slice(0, members.indexOf(host)) : [first]
  const after = [`${host}/ready`, ...before.map(swarmKey)]
  const reason = is
    ? `${host} is still joining the swarm`
    : `${host} is not in the swarm of ${first}`
  return [step('swarm.join', { host, via: first, role }, key, reason, after)]
}

/** Why a host must leave the swarm it is in, if it must. */
function misplaced(
  host: string,
  role: string,
  is: SwarmState,
  first: string,
  actual: Actual,
): string | undefined {
  if (is.state !== 'active') return undefined
  if (is.role !== role) return `${host} is ${is.role} of a swarm, should be ${role}`
  const known = actual.hosts[first]?.state?.swarm?.nodes
  const stranger = host !== first && known !== undefined && !(host in known)
  return stranger ? `${host} is in another swarm than ${first}` : undefined
}
