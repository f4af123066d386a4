/** What a run is to the rest of the server, and what it needs. */
import type { Duplex } from 'node:stream'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Found } from '../../labs/exchange/index.ts'
import type { AppError } from '../errors.ts'
import type {
  EndReason,
  Entry,
  Joined,
  LabView,
  PlanStep,
  RunStatus,
  RunView,
} from '../protocol.ts'
import type { Records } from '../records/ports.ts'
import type { TimeLimits } from './clock.ts'
import type { Files } from './files.ts'
import type { RunListener } from './journal.ts'
import type { Environment } from './ports.ts'
import type { Replays } from './replay.ts'
import type { Terminals } from './terminals.ts'

export interface RunLimits extends TimeLimits {
  readyWithinMs: number
  /** Terminals open at a time. */
  terminals: number
}

/** A lab for one run: its parameters drawn, and as its learner sees it. */
export interface Made {
  lab: CompiledLab
  view: LabView
}

export interface RunPorts {
  view: RunView
  lab: CompiledLab
  /** The run's environment as it should be for a lab; no Docker call yet. */
  open(lab: CompiledLab): Environment
  records: Records
  limits: RunLimits
  warn(error: unknown): void
  /** Called once, when nothing of the run is left. */
  onOver(run: string): void
  /** The engine did not answer: somebody should see to it. */
  onEngineLost(error: AppError): void
}

export interface Run {
  readonly id: string
  readonly terminals: Terminals
  readonly files: Files
  readonly replays: Replays
  readonly status: RunStatus
  /** Prepares, again after a failure or the engine's return; adopts what is there. */
  start(): Promise<void>
  subscribe(listener: RunListener): () => void
  join(after: number): Promise<Joined>
  /** Gives entries of an earlier server's life back to a run that goes on. */
  recall(entries: readonly Entry[]): void
  ask(step: string): Promise<void>
  answer(step: string, check: string, text: string): Promise<void>
  hint(step: string, hint: number): Promise<string>
  extend(): Promise<void>
  /** See `Environment.dial`. AppError `run-over`. */
  dial(host: string, port: number): Promise<Duplex>
  /** What its hosts hold now, and what is known about it. */
  observe(): Promise<Found>
  /** What `apply` would do, with reasons. Changes nothing. */
  plan(lab: CompiledLab): Promise<PlanStep[]>
  /**
   * Brings the environment to another text's start and goes on with its steps; whoever watches joins again to see them.
   * What the learner made stays. Answers with the steps that were done.
   */
  apply(made: Made): Promise<PlanStep[]>
  end(reason: EndReason): Promise<void>
  /** The engine is gone: says so and waits for `start`. */
  suspend(error: AppError): Promise<void>
  /** Ends what runs in this process and leaves the environment for the next server to adopt. */
  release(): Promise<void>
}
