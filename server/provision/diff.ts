import type { HostState } from '../../labs/topology/state.ts'
import { addressesFor, type AddressOf } from './addresses.ts'
import { insideSteps, resumeSteps } from './inside.ts'
import { inOrder, type HostPlan } from './order.ts'
import { isHeldBack } from './shared.ts'
import { startSteps } from './start.ts'
import type { Actual, ActualHost, Desired, DesiredHost } from './state.ts'
import { step, type Step } from './steps.ts'
import { membershipSteps } from './swarm.ts'
import { wireKey, wireSteps } from './wires.ts'

export interface DiffOptions {
  /** Only varies the addresses that are tried when somebody else took one in between. */
  attempt?: number
  /** Leaves a host that was complete once as it is inside, but for containers that its engine's death cut off. */
  keepBegun?: boolean
}

/** What is left to do, each with its reason and what it must wait for; empty when nothing is. Pure. */
export function diff(
  desired: Desired,
  actual: Actual,
  { attempt = 0, keepBegun = false }: DiffOptions = {},
): Step[] {
  const wires = wireSteps(desired, actual, attempt)
  const address = addressesFor(desired, actual, wires.ranges)
  const plans = new Map(
    Object.keys(desired.hosts).map((host) => [
      host,
      hostPlan(host, desired, actual, { keepBegun, address }),
    ]),
  )
  return [
    ...wires.steps,
    ...registrySteps(desired, actual),
    ...inOrder(desired, actual, plans),
    ...(actual.surplus ?? []).map((host) =>
      step('host.remove', { host }, `${host}/remove`, `host ${host} is no longer wanted`),
    ),
  ]
}

function registrySteps(desired: Desired, { registry }: Actual): Step[] {
  const [first, ...rest] = desired.registry.wires
  const steps: Step[] = []
  if (!registry) {
    const after = first === undefined ? [] : [wireKey(first)]
    steps.push(step('registry.create', {}, 'registry/create', 'the registry does not exist', after))
  }
  if (registry?.status !== 'running') {
    const reason = registry ? `the registry is ${registry.status}` : 'the registry is not running'
    steps.push(step('registry.start', {}, 'registry/start', reason, ['registry/create']))
  }
  const wires = registry?.wires ?? (first === undefined ? [] : [first])
  for (const wire of rest.filter((name) => !wires.includes(name))) {
    const reason = `the registry is not on wire ${wire}`
    const after = ['registry/start', wireKey(wire)]
    steps.push(step('registry.connect', { wire }, `registry/connect/${wire}`, reason, after))
  }
  return steps
}

function hostPlan(
  name: string,
  desired: Desired,
  actual: Actual,
  { keepBegun, address }: { keepBegun: boolean; address: AddressOf },
): HostPlan {
  const host = desired.hosts[name]
  if (host === undefined) throw new Error(`no host ${name}`)
  const is = actual.hosts[name]
  const fresh = is === undefined || is.status === 'created'
  const boot = bootSteps(name, host, is, address)
  // A host that never ran holds nothing for certain, so the whole plan can be made before it is there.
  const state = fresh ? newHost(host) : is.state
  if (!state) return { steps: boot, whole: false }
  if (is?.begun && keepBegun) {
    return { steps: [...boot, ...resumeSteps(name, host, state)], whole: boot.length === 0 }
  }
  if (isHeldBack(desired, actual, name)) return { steps: boot, whole: false }
  const steps = [
    ...boot,
    ...membershipSteps(name, desired, actual),
    ...insideSteps(name, desired, state, `${name}/ready`),
  ]
  const starts = startSteps(name, host, is?.ran ?? [])
  if (fresh || steps.length === 0) steps.push(...after(starts, steps))
  // Only what was seen to be complete is handed over: a step that was carried out may not have lasted.
  if (steps.length > 0 || is?.begun) return { steps, whole: fresh || steps.length === 0 }
  const begin = step('host.begin', { host: name }, `${name}/begin`, `${name} is not handed over`)
  return { steps: [begin], whole: true }
}

function after(later: Step[], earlier: Step[]): Step[] {
  const keys = earlier.map(({ key }) => key)
  return later.map((one) => ({ ...one, after: [...one.after, ...keys] }))
}

function newHost({ shelved }: DesiredHost): HostState {
  return { networks: {}, volumes: {}, containers: {}, images: shelved }
}

function bootSteps(
  name: string,
  host: DesiredHost,
  actual: ActualHost | undefined,
  addressOf: AddressOf,
): Step[] {
  const [first, ...rest] = host.wires
  const steps: Step[] = []
  const at = (wire: string | undefined) => {
    const address = wire === undefined ? undefined : addressOf(name, wire)
    return address === undefined ? {} : { address }
  }
  if (!actual) {
    const after = first === undefined ? [] : [wireKey(first)]
    const reason = `host ${name} does not exist`
    const args = { host: name, ...at(first) }
    steps.push(step('host.create', args, `${name}/create`, reason, after))
  }
  if (actual?.status !== 'running') {
    const fresh = actual?.status !== 'stopped'
    const reason = `host ${name} is ${actual?.status ?? 'not running'}`
    steps.push(
      step('host.start', { host: name, fresh }, `${name}/start`, reason, [`${name}/create`]),
    )
  }
  // One after the other, so that eth1, eth2 … follow the order in the lab.
  const on = actual?.wires ?? []
  let before = `${name}/start`
  for (const wire of rest.filter((other) => !on.includes(other))) {
    const key = `${name}/connect/${wire}`
    const reason = `host ${name} is not on wire ${wire}`
    const args = { host: name, wire, ...at(wire) }
    steps.push(step('host.connect', args, key, reason, [before, wireKey(wire)]))
    before = key
  }
  if (actual === undefined || actual.status === 'created' || actual.state === undefined) {
    const reason = `the engine of ${name} does not answer yet`
    steps.push(step('host.ready', { host: name }, `${name}/ready`, reason, [`${name}/start`]))
  }
  return steps
}
