/** What the loop would do until nothing is left, foreseen without doing it. */
import type { HostState } from '../../labs/topology/state.ts'
import { diff } from './diff.ts'
import { isOurs } from './marks.ts'
import type { Actual, Desired } from './state.ts'
import type { Action, Step, StepArgs } from './steps.ts'

/** What must be removed is made anew a round later, and that may go on for what depends on it. */
const rounds = 4

/** Every step of every round, in order. Pure: `actual` is left as it is. */
export function foresee(desired: Desired, actual: Actual): Step[] {
  const later = structuredClone(actual)
  const steps: Step[] = []
  const seen = new Set<string>()
  for (let round = 0; round < rounds; round++) {
    const next = diff(desired, later).filter((step) => !seen.has(idOf(step)))
    if (next.length === 0) break
    for (const step of next) {
      seen.add(idOf(step))
      steps.push(explained(step, later, round))
      takeAway(later, step)
    }
  }
  return steps
}

function idOf({ action, key }: Step): string {
  return `${action} ${key}`
}

type Removals = { [A in Action]?: (state: HostState, args: StepArgs[A]) => void }

/** Only what goes away is taken away: what is made is in the plan already. */
const removals: Removals = {
  'container.remove': ({ containers }, { name }) => void delete containers[name],
  'container.disconnect': ({ containers }, { name, network }) =>
    void delete containers[name]?.endpoints[network],
  'service.remove': ({ swarm }, { name }) => void delete swarm?.services[name],
  'secret.remove': ({ swarm }, { name }) => void delete swarm?.secrets[name],
  'volume.remove': ({ volumes }, { name }) => void delete volumes[name],
  'network.remove': ({ networks, containers }, { name }) => {
    delete networks[name]
    for (const container of Object.values(containers)) delete container.endpoints[name]
  },
}

function takeAway(actual: Actual, { action, args }: Step): void {
  const remove = removals[action] as ((state: HostState, args: unknown) => void) | undefined
  const state = 'host' in args ? actual.hosts[args.host]?.state : undefined
  if (remove && state) remove(state, args)
}

function explained(step: Step, actual: Actual, round: number): Step {
  if (step.action === 'network.remove') {
    const left = strangersOn(actual.hosts[step.args.host]?.state, step.args.name)
    const loses = left.length === 1 ? 'loses its' : 'lose their'
    if (left.length === 0) return step
    const words = `${left.join(', ')}, made in the run, ${loses} connection to it`
    return { ...step, reason: `${step.reason}; ${words}` }
  }
  const again = round > 0 && step.action.endsWith('.create')
  return again ? { ...step, reason: 'made anew after it was removed' } : step
}

/** Containers that we did not make and that a network's removal cuts off. */
function strangersOn(state: HostState | undefined, network: string): string[] {
  return Object.entries(state?.containers ?? {})
    .filter(([, container]) => network in container.endpoints && !isOurs(container))
    .map(([name]) => name)
}
