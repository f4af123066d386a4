/** Everything that can be done to bring a run about: one table from action to its arguments. */
import type {
  WantedContainer,
  WantedNetwork,
  WantedSecret,
  WantedService,
  WantedVolume,
} from '../../labs/format/compiled.ts'
import type { SwarmRole } from '../../labs/topology/swarm-state.ts'

/** A thing inside a host. */
interface Inside {
  host: string
  name: string
}

export interface StepArgs {
  'wire.create': { wire: string; subnet: string }
  'registry.create': Record<never, never>
  'registry.start': Record<never, never>
  'registry.connect': { wire: string }
  /** `address`: on its first wire. */
  'host.create': { host: string; address?: string }
  /** `fresh`: it never ran, so its files are put in place first. */
  'host.start': { host: string; fresh: boolean }
  'host.connect': { host: string; wire: string; address?: string }
  /** Resolves when the host's engine answers. */
  'host.ready': { host: string }
  /** The start state is complete: the host is the learner's. */
  'host.begin': { host: string }
  /** A start command, which leaves its mark in the host once it went well. */
  'host.run': { host: string; command: string; mark: string }
  'host.remove': { host: string }
  'swarm.init': { host: string }
  /** Resolves when the host has its part in the swarm that `via` manages. */
  'swarm.join': { host: string; via: string; role: SwarmRole }
  'swarm.leave': { host: string }
  'image.load': { host: string; images: string[] }
  'network.create': Inside & { network: WantedNetwork }
  'network.remove': Inside
  'volume.create': Inside & { volume: WantedVolume }
  'volume.remove': Inside
  'container.create': Inside & { container: WantedContainer }
  'container.connect': Inside & { network: string; address?: string; aliases?: string[] }
  'container.disconnect': Inside & { network: string }
  'container.start': Inside
  'container.stop': Inside
  'container.pause': Inside
  'container.unpause': Inside
  'container.remove': Inside
  'secret.create': Inside & { secret: WantedSecret }
  'secret.remove': Inside
  'service.create': Inside & { service: WantedService }
  'service.update': Inside & { service: WantedService }
  /** Resolves when every task of the service runs. */
  'service.settle': Inside
  'service.remove': Inside
}

export type Action = keyof StepArgs

export interface StepOf<A extends Action> {
  action: A
  args: StepArgs[A]
  /** Unique in a plan, such as `host1/network/lan`. */
  key: string
  /** In words, such as "network lan of host1 does not exist". */
  reason: string
  /** Keys of steps of the same plan that must be done first; keys that are not in the plan count as done. */
  after: string[]
}

export type Step = { [A in Action]: StepOf<A> }[Action]

/** One executor an action: an action without one does not compile. */
export type Executors = {
  [A in Action]: (args: StepArgs[A], signal: AbortSignal) => Promise<void>
}

export function step<A extends Action>(
  action: A,
  args: StepArgs[A],
  key: string,
  reason: string,
  after: string[] = [],
): Step {
  const made: StepOf<A> = { action, args, key, reason, after }
  return made as Step
}

/** Calls the executor that belongs to the step's action. */
export function execute(executors: Executors, wanted: Step, signal: AbortSignal): Promise<void> {
  const run = executors[wanted.action] as (args: Step['args'], signal: AbortSignal) => Promise<void>
  return run(wanted.args, signal)
}
