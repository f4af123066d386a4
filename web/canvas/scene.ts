/** What the drawing is made of, free of any renderer: things with faces, and the ties between them. */
import type { ContainerStatus, Subnet } from '../../labs/topology/state.ts'

/** How a thing differs from what is drawn: not there, there without being drawn, or there in another way. */
export type Mark = 'missing' | 'extra' | 'different'

interface Named {
  /** `host1`, `host1/container:db`, `wire:lan`; the same keys as in `layout.json`. */
  id: string
  /** Empty for a wire. */
  host: string
  name: string
  /** Only where the drawing is compared with what is real. */
  mark?: Mark
}

export interface WireThing extends Named {
  kind: 'wire'
}

export interface HostThing extends Named {
  kind: 'host'
  /** What belongs here, in words, while there is no container; otherwise empty. */
  empty: string
}

export interface NetworkThing extends Named {
  kind: 'network'
  driver: string
  /** `172.18.0.0/16 · gw 172.18.0.1`, or what the mode means in words. */
  detail: string
  subnets: Subnet[]
  internal: boolean
}

export interface ContainerThing extends Named {
  kind: 'container'
  /** Without registry's default tag. */
  image: string
  /** `planned` before the engine has been asked. */
  status: ContainerStatus | 'planned'
  exitCode: number
  /** `8080→80`, as drawn. */
  ports: string[]
  /** Mark of an unusual network mode: `host network`, `no network`; otherwise empty. */
  mode: string
}

export interface VolumeThing extends Named {
  kind: 'volume'
  /** The name, or the beginning of an anonymous one. */
  short: string
  driver: string
  anonymous: boolean
}

/** A path on the host that a container mounts. */
export interface PathThing extends Named {
  kind: 'path'
}

export type Thing = WireThing | HostThing | NetworkThing | ContainerThing | VolumeThing | PathThing

export interface Tie {
  id: string
  kind: 'endpoint' | 'mount' | 'shares' | 'wire'
  /** A container, or a host on a wire. */
  from: string
  to: string
  /** Address, destination path; may be empty. */
  label: string
  /** Aliases, `read-only`; may be empty. */
  note: string
  /** Whether traffic or files pass now: false while the container does not run. */
  live: boolean
  mark?: Mark
}

export interface Scene {
  things: Thing[]
  ties: Tie[]
}

/** The key of a thing in a host. */
export function thingId(host: string, kind: Thing['kind'], name: string): string {
  return `${host}/${kind}:${name}`
}

export function findThing(scene: Scene, id: string): Thing | undefined {
  return scene.things.find((thing) => thing.id === id)
}
