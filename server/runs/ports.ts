/** What the life of a run needs from the Docker side. Implemented in `server/docker`; faked only in unit tests. */
import type { Duplex } from 'node:stream'
import type { Evidence, Executed, Probe } from '../../labs/define.ts'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Ran } from '../../labs/questions.ts'
import type { HostState, LabState } from '../../labs/topology/state.ts'
import type { HostProgress, PlanStep } from '../protocol.ts'

/** A shell's terminal in a host. Text is UTF-8, decoded across chunk borders. */
export interface Shell {
  write(data: string): void
  resize(cols: number, rows: number): Promise<void>
  /** Stops and continues reading from the engine, so that a flood waits in the kernel and not in memory. */
  pause(): void
  resume(): void
  onData(listener: (data: string) => void): void
  /** Called once, also when the engine or the host goes away. */
  onClose(listener: () => void): void
  close(): void
}

/** One line of a host's own event stream (inner engine), in Docker's words. */
export interface HostEvent {
  host: string
  /** `container`, `network`, `volume`, `image`, `daemon`, or `stream` when the stream itself came or went. */
  type: string
  /** `start`, `die`, `connect`, `create`, …; for `stream`: `open` or `lost`. */
  action: string
  name: string
}

export interface ProvisionOptions {
  signal: AbortSignal
  onProgress(progress: HostProgress[]): void
}

export interface ExecOptions {
  tty?: boolean
  /** Given on the standard input, which then ends; not with `tty`. */
  stdin?: string
  /** `NAME=value`. */
  env?: readonly string[]
  timeoutMs?: number
  signal?: AbortSignal
}

export interface Environment {
  /**
   * Observes, diffs and applies until nothing is left. Safe to repeat. Throws AppError
   * (image-missing, host-start, engine-lost, disk-full, …); aborting the signal stops between steps.
   */
  provision(options: ProvisionOptions): Promise<void>
  /** What `apply` would do now, every round of it, with reasons. Changes nothing. */
  plan(): Promise<PlanStep[]>
  /**
   * Like `provision`, and also puts right what is there already: whatever belongs to the start and differs or is no longer
   * wanted. What a learner made is left alone.
   */
  apply(options: ProvisionOptions): Promise<void>
  /** What the hosts hold now. A host whose engine does not answer (restarting, stopped) is missing from the answer. */
  observe(): Promise<LabState>
  observeHost(host: string): Promise<HostState>
  shell(host: string, size: { cols: number; rows: number }): Promise<Shell>
  /** Runs argv in the host itself; `tty` gives it a terminal, as commands with `-it` want. */
  exec(host: string, argv: string[], options?: ExecOptions): Promise<Executed>
  /**
   * A TCP connection to a port of a host, at its address on its wire. AppError `port-closed`, which may also come as the
   * stream's error.
   */
  dial(host: string, port: number): Promise<Duplex>
  /** Takes a host and all it holds away; `provision` makes it anew. */
  discard(host: string): Promise<void>
  /** Puts back what a check had disturbed when the server before this one ended; safe where nothing is out of place. */
  putBack(): Promise<void>
  /** Follows every host's events until the signal aborts; reconnects by itself after a daemon restart. */
  events(signal: AbortSignal, listener: (event: HostEvent) => void): void
  /** A probe for one check: everything it asks goes to `keep`. `typed` knows what ended in a host's terminals. */
  probe(
    keep: (evidence: Evidence) => void,
    answer: string | undefined,
    signal: AbortSignal,
    typed?: (host: string) => readonly Ran[],
  ): Probe
  /** Digests of the images that the hosts were given. */
  digests(): Record<string, string>
  /** Lets go of connections; what is on the engines stays. */
  close(): void
  /** Removes everything that carries this run's label; safe to repeat. */
  destroy(): Promise<void>
}

export interface Environments {
  /** No Docker call yet: names and labels follow from run and lab, so a second server finds the same things. */
  open(run: string, lab: CompiledLab): Environment
  /** Removes what is labelled with a run outside `keep`; answers with the runs that were removed. */
  sweep(keep: ReadonlySet<string>): Promise<string[]>
  /** Resolves when the engine answers again; used while it is lost. */
  ping(): Promise<void>
}
