/** What the drawing is made of, free of any renderer: things with faces, and the ties between them. */
import type { ContainerStatus, Subnet } from '../../labs/topology/state.ts'
import { grouped } from './group.ts'

/**
 * How a thing differs from what is drawn: not there, there without being drawn, or there in another way; or that
 * the way of a packet ends at it.
 */
export type Mark = 'missing' | 'extra' | 'different' | 'broken'

interface Named {
  /** `host1`, `host1/container:db`, `wire:lan`, `service:web`; the same keys as in `layout.json`. */
  id: string
  /** Empty for what is in no host. */
  host: string
  name: string
  /** Only where the drawing is compared with what is real, or a way is explained. */
  mark?: Mark
}

export interface WireThing extends Named {
  kind: 'wire'
  /** No host is on it yet. */
  bare: boolean
}

export interface HostThing extends Named {
  kind: 'host'
  /** What belongs here, in words, while there is no container; otherwise empty. */
  empty: string
  /** `manager, leader` or `worker, drained`; empty outside of a swarm. */
  role: string
}

/** One network over several hosts; in each of them it has a leg. */
export interface OverlayThing extends Named {
  kind: 'overlay'
  driver: string
  detail: string
}

/** A service of the swarm; its tasks are containers in the hosts. */
export interface ServiceThing extends Named {
  kind: 'service'
  image: string
  /** `2 of 3 running`, `3 replicas`, `on every node`. */
  detail: string
  status: 'planned' | 'running' | 'pending'
  ports: string[]
  endpointMode: string
}

export interface SecretThing extends Named {
  kind: 'secret'
}

export interface NetworkThing extends Named {
  kind: 'network'
  driver: string
  /** `172.18.0.0/16 · gw 172.18.0.1`, or what the mode means in words. */
  detail: string
  subnets: Subnet[]
  internal: boolean
  /** It is the part of an overlay that lies in this host. */
  leg: boolean
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
  /** The name, or `web.1` for a task. */
  short: string
  /** Service whose task this is; empty for every other container. */
  service: string
  /** What it mounts that is no thing of its own: `tmpfs /run`, `anonymous /data`. */
  own: string[]
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

export type Thing =
  | WireThing
  | HostThing
  | OverlayThing
  | ServiceThing
  | SecretThing
  | NetworkThing
  | ContainerThing
  | VolumeThing
  | PathThing

export interface Tie {
  id: string
  /** `arm`: a leg and its overlay; `serves`, `task`, `secret`: a service and its network, container, secret. */
  kind: 'endpoint' | 'mount' | 'shares' | 'wire' | 'arm' | 'serves' | 'task' | 'secret'
  /** A container, a service, a leg, or what is on a wire. */
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

/** The host that an id is in; empty for a host itself and for what is in none. */
export function hostIn(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf('/')))
}

/** The things of each host with the ties that begin at them; under '' what is in no host. */
export function partsOf(scene: Scene): Map<string, Scene> {
  const inside = (thing: Thing) => (thing.kind === 'host' ? '' : thing.host)
  const things = grouped(scene.things, inside)
  const ties = grouped(scene.ties, ({ from }) => hostIn(from))
  const names = new Set([...things.keys(), ...ties.keys()])
  return new Map(
    [...names].map((name) => [
      name,
      { things: things.get(name) ?? [], ties: ties.get(name) ?? [] },
    ]),
  )
}

/** The key of a thing in a host. */
export function thingId(host: string, kind: Thing['kind'], name: string): string {
  return `${host}/${kind}:${name}`
}

export function findThing(scene: Scene, id: string): Thing | undefined {
  return scene.things.find((thing) => thing.id === id)
}
