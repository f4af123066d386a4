/** What `compile` gives: a lab with its parameters drawn, its names qualified, its goals turned to checks. */
import type { ContainerState, NetworkState, Subnet, VolumeState } from '../topology/state.ts'
import type { Preflight } from './preflight.ts'
import type { ServiceState, SwarmRole } from '../topology/swarm-state.ts'

export interface HostFile {
  path: string
  content: string
  /** POSIX permission bits. */
  mode: number
}

/** Only what the lab says is present; what is absent is the engine's own choice. */
export type WantedNetwork = Partial<Omit<NetworkState, 'subnets' | 'scope'>> & {
  driver: string
  subnets?: Subnet[]
}
export type WantedVolume = Partial<VolumeState>
export type WantedContainer = Partial<
  Omit<ContainerState, 'id' | 'pid' | 'exitCode' | 'endpoints' | 'service'>
> & {
  image: string
  /** By network name, in the order to attach. */
  endpoints?: Record<string, { address?: string; aliases?: string[] }>
  dependsOn?: string[]
}

export type WantedService = Partial<Omit<ServiceState, 'running' | 'tasks'>> & { image: string }
export interface WantedSecret {
  content: string
  labels?: Record<string, string>
}

export interface WantedHost {
  /** Hosts whose start state is complete before this one is started. */
  dependsOn: string[]
  /** Command lines that root runs once in the host, in this order, when all else in it is there. */
  start: string[]
  /** Its part in the lab's swarm; the first manager makes it and the others join. */
  swarm?: SwarmRole
  /** Names of wires the host is on; the first is its default. */
  wires: string[]
  /** Images in the host from the start. */
  images: string[]
  /** The machine's devices that root in the host may open. */
  devices?: string[]
  /** Merged into /etc/docker/daemon.json. */
  daemon: Record<string, unknown>
  files: HostFile[]
  networks: Record<string, WantedNetwork>
  volumes: Record<string, WantedVolume>
  containers: Record<string, WantedContainer>
  services: Record<string, WantedService>
  secrets: Record<string, WantedSecret>
}

/** The desired state of a run, free of run ids and of Docker. */
export interface Wanted {
  wires: string[]
  hosts: Record<string, WantedHost>
}

export interface CompiledCheck {
  /** `<step id>.<number>`, stable for a lab digest. */
  id: string
  kind: string
  args: unknown
  /** The sentence that a learner reads. */
  describe: string
  /** Checks of the same step whose failure makes this one pointless. */
  needs: string[]
  /** How long to go on asking before a failure counts, in ms; 0 asks once. */
  within: number
  /** How many passes in a row are wanted. */
  stable: number
  weight: number
  /** Whether events and prompts can change it. */
  live: boolean
  /** Where the question is put to the learner in words: the prompt of an `answer` check. */
  ask?: string
}

export interface CompiledHint {
  /** Shown on request once this many checks of the step have failed. */
  afterFailures: number
  /** Offered only while a failing check's sentence contains this, in any case. */
  when?: string
  text: string
}

export interface Solution {
  host: string
  /** Typed into a shell of the host, as a learner would. */
  run: string
  /** Shell variable in which later commands of the same way find what this one printed, as if it had been copied over. */
  keep?: string
}

/** Another right way: the step passes after it as after the solution. */
export interface Alternative {
  title: string
  run: Solution[]
}

/** A typical wrong way: the step does not pass, and a check says why in words that contain `says`. */
export interface Mistake {
  title: string
  run: Solution[]
  says: string
  /** Takes it back; where it is absent, what came into being is removed. */
  undo?: Solution[]
}

/** A mutation of the solved state that no check has to notice. */
export interface Accept {
  mutation: string
  because: string
}

export interface CompiledStep {
  id: string
  title: string
  /** Markdown with parameters filled in; fences tagged `run HOST` are click-to-run. */
  text: string
  checks: CompiledCheck[]
  hints: CompiledHint[]
  solution: Solution[]
  alternatives: Alternative[]
  mistakes: Mistake[]
}

export interface CompiledLab {
  id: string
  /** `sha256:…` of the lab's canonical text and files. */
  digest: string
  title: string
  summary: string
  level: string
  minutes: number
  tags: string[]
  /** What one will be able to do. */
  learn: string[]
  /** Ids of labs to do before. */
  requires: string[]
  params: Record<string, string>
  /** What the machine must have; absent where a Docker engine is all. */
  preflight?: Preflight[]
  wanted: Wanted
  steps: CompiledStep[]
  accepts: Accept[]
}
