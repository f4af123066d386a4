/**
 * The one vocabulary for start, goal and live state, in canonical form: what is drawn, what must
 * become true, and what is. Docker's inspect output and the Compose keys of a lab both translate to it.
 */
import type { MountState, PortState } from './attachments.ts'
import type { SwarmState } from './swarm-state.ts'

export type { MountState, PortState }

export interface Subnet {
  /** CIDR, such as `172.19.0.0/16`. */
  subnet: string
  gateway?: string
  ipRange?: string
}

export interface NetworkState {
  driver: string
  scope: string
  internal: boolean
  attachable: boolean
  ipv6: boolean
  subnets: Subnet[]
  options: Record<string, string>
  labels: Record<string, string>
}

export interface VolumeState {
  driver: string
  options: Record<string, string>
  labels: Record<string, string>
}

export interface Endpoint {
  /** IPv4 address without prefix; empty while the container is not running. */
  address: string
  prefixLength: number
  gateway: string
  mac: string
  aliases: string[]
  /** The address that somebody chose for it; absent where the engine chose. */
  fixed?: string
}

export type ContainerStatus =
  'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead'

export interface ContainerState {
  id: string
  image: string
  status: ContainerStatus
  exitCode: number
  /** Process id in the host's own namespace; 0 when not running. */
  pid: number
  command: string[]
  entrypoint: string[]
  environment: Record<string, string>
  hostname: string
  user: string
  workingDir: string
  tty: boolean
  stdinOpen: boolean
  /** `default` and `bridge` are both written `bridge`; `container:NAME` names, never an id. */
  networkMode: string
  /** By network name. */
  endpoints: Record<string, Endpoint>
  mounts: MountState[]
  /** Names of the containers given to `--volumes-from`, where the engine still tells. */
  volumesFrom: string[]
  ports: PortState[]
  labels: Record<string, string>
  restart: string
  readOnly: boolean
  privileged: boolean
  capAdd: string[]
  capDrop: string[]
  /** Bytes; 0 is unlimited. */
  memory: number
  /** CPUs, such as 0.5; 0 is unlimited. */
  cpus: number
  pidsLimit: number
  /** The service whose task it is; absent for a container that somebody made by hand. */
  service?: string
}

/** What one host holds. Keys are names. */
export interface HostState {
  networks: Record<string, NetworkState>
  volumes: Record<string, VolumeState>
  containers: Record<string, ContainerState>
  /** Repository tags, such as `busybox:latest`. */
  images: string[]
  /** Absent where the host is in no swarm. */
  swarm?: SwarmState
}

export interface LabState {
  hosts: Record<string, HostState>
}

export type ThingKind = 'network' | 'volume' | 'container' | 'image' | 'service' | 'secret' | 'node'

/** A thing in a host; `host1/db` in a lab's text. */
export interface Ref {
  host: string
  name: string
}
