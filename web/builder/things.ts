/** Ids of the drawing and the things they stand for. Pure. */
import { layoutKey, type Kind, type Thing } from '../../labs/edit/lab.ts'
import type { LabState } from '../../labs/topology/state.ts'

/** The thing of `host1/container:db`; undefined for hosts, wires and paths. */
export function thingOf(id: string): Thing | undefined {
  const [, host, kind, name] =
    /^([^/]+)\/(network|volume|container|service|secret):(.+)$/.exec(id) ?? []
  if (host === undefined || kind === undefined || name === undefined) return undefined
  return { host, kind: kind as Kind, name }
}

export const idOf = (thing: Thing): string => layoutKey(thing)

/** Where a thing stands on the canvas: what belongs to the swarm stands in no host. */
export function drawnId(thing: Thing): string {
  const over = thing.kind === 'service' || thing.kind === 'secret'
  return over ? `${thing.kind}:${thing.name}` : idOf(thing)
}

/**
 * The thing that is written, for what the canvas draws over all hosts: a service or a secret where a manager has it, an
 * overlay on the first host that has it. Every other id is itself.
 */
export function writtenId(id: string, { hosts }: LabState): string {
  const [, over, name] = /^(service|secret|overlay):(.+)$/.exec(id) ?? []
  if (over === undefined || name === undefined) return id
  const kind = over === 'overlay' ? 'network' : (over as 'service' | 'secret')
  const found = Object.entries(hosts).find(([, { networks, swarm }]) => {
    if (kind === 'network') return name in networks
    return swarm !== undefined && name in (kind === 'service' ? swarm.services : swarm.secrets)
  })
  return found === undefined ? id : idOf({ host: found[0], kind, name })
}

/** The host an id names; undefined for everything else. */
export function hostOf(id: string): string | undefined {
  return id.includes('/') || id.includes(':') ? undefined : id
}

/** The host that an id is in, or is. */
export function hostAround(id: string): string | undefined {
  return thingOf(id)?.host ?? /^([^/]+)\//.exec(id)?.[1] ?? hostOf(id)
}

/** A thing as people call it: `container db`. */
export function words(id: string): string {
  const thing = thingOf(id)
  if (thing) return `${thing.kind} ${thing.name}`
  const [, over, name] = /^(service|secret|overlay):(.+)$/.exec(id) ?? []
  if (over !== undefined && name !== undefined) return `${over} ${name}`
  const path = /^[^/]+\/path:(.+)$/.exec(id)?.[1]
  if (path !== undefined) return `host path ${path}`
  return id.startsWith('wire:') ? `wire ${id.slice(5)}` : `host ${id}`
}
