/** Ids of the drawing and the things they stand for. Pure. */
import { layoutKey, type Kind, type Thing } from '../../labs/edit/lab.ts'

/** The thing of `host1/container:db`; undefined for hosts, wires and paths. */
export function thingOf(id: string): Thing | undefined {
  const [, host, kind, name] = /^([^/]+)\/(network|volume|container):(.+)$/.exec(id) ?? []
  if (host === undefined || kind === undefined || name === undefined) return undefined
  return { host, kind: kind as Kind, name }
}

export const idOf = (thing: Thing): string => layoutKey(thing)

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
  const path = /^[^/]+\/path:(.+)$/.exec(id)?.[1]
  if (path !== undefined) return `host path ${path}`
  return id.startsWith('wire:') ? `wire ${id.slice(5)}` : `host ${id}`
}
