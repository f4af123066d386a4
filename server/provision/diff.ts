import type { HostState } from '../../labs/topology/state.ts'
import { AppError } from '../errors.ts'
import { insideSteps, resumeSteps } from './inside.ts'
import type { Actual, ActualHost, Desired, DesiredHost } from './state.ts'
import { step, type Step } from './steps.ts'
import { freeSubnet } from './subnets.ts'

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
  return [
    ...wireSteps(desired, actual, attempt),
    ...registrySteps(desired, actual),
    ...Object.entries(desired.hosts).flatMap(([name, host]) =>
      hostSteps(name, host, actual.hosts[name], keepBegun),
    ),
    ...(actual.surplus ?? []).map((host) =>
      step('host.remove', { host }, `${host}/remove`, `host ${host} is no longer wanted`),
    ),
  ]
}

function wireSteps(desired: Desired, actual: Actual, attempt: number): Step[] {
  const taken = [...actual.subnets]
  const missing = Object.keys(desired.wires).filter((wire) => !actual.wires.includes(wire))
  return missing.map((wire) => {
    const subnet = freeSubnet(taken, seedOf(`${desired.run}/${wire}`) + attempt * 7919)
    if (subnet === undefined)
      throw new AppError('internal', { reason: 'no addresses left for wires' })
    taken.push(subnet)
    return step('wire.create', { wire, subnet }, wireKey(wire), `wire ${wire} does not exist`)
  })
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

function hostSteps(
  name: string,
  host: DesiredHost,
  actual: ActualHost | undefined,
  keepBegun: boolean,
): Step[] {
  const fresh = actual === undefined || actual.status === 'created'
  const ready = `${name}/ready`
  const steps = bootSteps(name, host, actual)
  if (fresh || actual.state === undefined) {
    const reason = `the engine of ${name} does not answer yet`
    steps.push(step('host.ready', { host: name }, ready, reason, [`${name}/start`]))
  }
  // A host that never ran holds nothing for certain, so the whole plan can be made before it is there.
  const state = fresh ? newHost(host) : actual.state
  if (!state) return steps
  if (actual?.begun && keepBegun) return [...steps, ...resumeSteps(name, host, state)]
  steps.push(...insideSteps(name, host, state, ready))
  // Only what was seen to be complete is handed over: a step that was carried out may not have lasted.
  if (steps.length > 0 || actual?.begun) return steps
  return [step('host.begin', { host: name }, `${name}/begin`, `${name} is not handed over`)]
}

function newHost({ shelved }: DesiredHost): HostState {
  return { networks: {}, volumes: {}, containers: {}, images: shelved }
}

function bootSteps(name: string, host: DesiredHost, actual: ActualHost | undefined): Step[] {
  const [first, ...rest] = host.wires
  const steps: Step[] = []
  if (!actual) {
    const after = first === undefined ? [] : [wireKey(first)]
    const reason = `host ${name} does not exist`
    steps.push(step('host.create', { host: name }, `${name}/create`, reason, after))
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
    steps.push(step('host.connect', { host: name, wire }, key, reason, [before, wireKey(wire)]))
    before = key
  }
  return steps
}

function wireKey(wire: string): string {
  return `wire/${wire}`
}

/** FNV-1a: only spreads runs over the address range. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash
}
