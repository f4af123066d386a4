/** What a run should be on the Docker side, and what it is. Plain data: no Docker here. */
import type { WantedHost } from '../../labs/format/compiled.ts'
import type { HostState } from '../../labs/topology/state.ts'

export interface DesiredWire {
  /** Docker's name for the network. */
  name: string
  /** The bridge's interface name on the machine, at most 15 characters. */
  bridge: string
}

export interface DesiredHost {
  /** Docker's name for the container; its data volume has the same name. */
  name: string
  hostname: string
  /** Wires as the lab calls them; the first is the default one. */
  wires: string[]
  /** Every image that is there from the start. */
  images: string[]
  /** Those of them that come with the host; the others are loaded once its engine answers. */
  shelved: string[]
  wanted: WantedHost
}

export interface DesiredRegistry {
  /** Docker's name for the container. */
  name: string
  wires: string[]
}

export interface Desired {
  run: string
  lab: string
  /** Carried by everything of this run on the outer engine. */
  labels: Record<string, string>
  /** By the lab's names. */
  wires: Record<string, DesiredWire>
  registry: DesiredRegistry
  hosts: Record<string, DesiredHost>
}

export interface ActualBox {
  id: string
  /** `created` has never run; `stopped` has. */
  status: 'created' | 'running' | 'stopped'
  /** The lab's names of the wires it is on. */
  wires: string[]
  /** IPv4 addresses on them, fixed or in use. */
  addresses?: string[]
}

export interface ActualHost extends ActualBox {
  /** The start state was complete once: what differs from it since then is somebody's work. */
  begun: boolean
  /** Marks of the start commands that ran; absent where the lab has none for it. */
  ran?: string[]
  /** What its engine holds; undefined while the engine does not answer. */
  state: HostState | undefined
}

export interface Actual {
  /** Every IPv4 subnet in use on the outer engine, in CIDR. */
  subnets: string[]
  /** Wires of this run that exist, by the lab's names. */
  wires: string[]
  /** Their ranges in CIDR, where they are known. */
  ranges?: Record<string, string>
  registry: ActualBox | undefined
  hosts: Record<string, ActualHost>
  /** Hosts of this run that the lab has no more. */
  surplus?: string[]
}

/** The label on whatever we made in a host, so that a learner's own things are told apart. */
export const startLabel = 'slipway.start'

/** The label on a secret of ours by which a changed content is noticed, for no engine gives it back. */
export const contentLabel = 'slipway.content'
