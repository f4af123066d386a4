/** What a host knows of its swarm, in canonical form. Only managers know nodes, services and secrets. */
import type { MountState, PortState } from './attachments.ts'

export type SwarmRole = 'manager' | 'worker'

export interface NodeState {
  role: SwarmRole
  availability: 'active' | 'pause' | 'drain'
  status: 'ready' | 'down' | 'disconnected' | 'unknown'
  leader: boolean
  /** The address at which the other nodes find it. */
  address: string
  labels: Record<string, string>
}

/** One place of a service that is wanted now; tasks that have been replaced are left out. */
export interface TaskState {
  /** From 1; 0 where a service has one task on each node. */
  slot: number
  /** Host name of its node; empty while it has none. */
  node: string
  /** Docker's word, such as `running`, `pending` or `rejected`. */
  status: string
  /** Id of its container; empty while it has none. */
  container: string
  /** Why it does not run, in the engine's words. */
  error: string
}

export interface ServiceState {
  image: string
  mode: 'replicated' | 'global'
  /** How many tasks are wanted. */
  replicas: number
  /** How many of them run. */
  running: number
  /** `running` where every task that is wanted runs. */
  status: 'running' | 'pending'
  endpointMode: 'vip' | 'dnsrr'
  command: string[]
  entrypoint: string[]
  environment: Record<string, string>
  user: string
  workingDir: string
  hostname: string
  /** By network name. */
  networks: Record<string, { aliases: string[] }>
  ports: PortState[]
  mounts: MountState[]
  secrets: SecretUse[]
  constraints: string[]
  labels: Record<string, string>
  tasks: TaskState[]
}

/** A secret in a service, as the file `/run/secrets/<target>`. */
export interface SecretUse {
  source: string
  target: string
}

/** A secret without its content, which no engine gives back. */
export interface SecretState {
  labels: Record<string, string>
}

export interface SwarmState {
  role: SwarmRole
  state: 'active' | 'pending' | 'locked' | 'error'
  /** Host name of the manager that leads; empty where this host cannot tell. */
  leader: string
  /** By host name. */
  nodes: Record<string, NodeState>
  services: Record<string, ServiceState>
  secrets: Record<string, SecretState>
}
