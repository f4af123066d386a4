/** One way to break what a lab has built, and how to put it back: pure text for a host's shell. */
import type { CompiledCheck, CompiledLab } from '../format/compiled.ts'
import type { HostState, LabState } from '../topology/state.ts'

export interface Mutation {
  /** What is broken, in words that stay the same from learner to learner but for the lab's own parameters. */
  name: string
  host: string
  /** Bash, run as root in the host. Exit code 77 says that there is nothing to break. */
  break: string
  /** Puts everything back; gets what `break` printed as `$1`. Absent where only doing the lab anew can. */
  mend?: string
  /**
   * What `break` does beside its aim, such as making a container anew: only what passes after this is asked about
   * the mutation. Those `of` one thing are alike; `mend` puts them back, too.
   */
  control?: { of: string; run: string }
}

export interface Solved {
  lab: CompiledLab
  state: LabState
  /** The keys of each host's /etc/docker/daemon.json. */
  daemon: Readonly<Record<string, Record<string, unknown>>>
  /** Those that were asked up to here. */
  checks: readonly CompiledCheck[]
}

/** One host of a solved state, as the kinds see it. */
export interface SolvedHost {
  host: string
  state: HostState
  daemon: Record<string, unknown>
  /** Those of its keys that the host began with. */
  givenKeys: readonly string[]
  /** Whether the lab's start, checks, goals or solutions speak of it by this name. */
  mentions(name: string): boolean
  /** Whether a goal speaks of this property of a container. */
  wishes(container: string, property: string): boolean
  /** `web` where a lab has one host, `web on host1` where it has more: a name that a rename finds. */
  label(name: string): string
  /** Repository tags that the host had from the start. */
  given: readonly string[]
  /** Files of the host and of its containers that checks speak of. */
  places: readonly { container?: string; path: string }[]
}

export interface MutationKind {
  /** The verb that names of this kind begin with. */
  kind: string
  summary: string
  of(host: SolvedHost): Omit<Mutation, 'host'>[]
}

/** Nothing to break. */
export const NOTHING = 77
