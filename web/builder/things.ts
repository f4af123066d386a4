/** Ids of the drawing and the things they stand for. Pure. */
import {
  fieldsOf,
  hostNames,
  layoutKey,
  pathOf,
  type Kind,
  type Thing,
} from '../../labs/edit/lab.ts'
import { drawsOverlay, networkHome } from '../../labs/edit/overlays.ts'
import { at, type Value } from '../../labs/edit/value.ts'

/** The thing of `host1/container:db`; undefined for hosts, wires and paths. */
export function thingOf(id: string): Thing | undefined {
  const [, host, kind, name] =
    /^([^/]+)\/(network|volume|container|service|secret):([^~]+)$/.exec(id) ?? []
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
 * overlay where it is drawn, and so is each of its legs. Every other id is itself.
 */
export function writtenId(id: string, written: Value): string {
  const start = { hosts: fieldsOf(fieldsOf(written)['hosts']) }
  const [, over, name] = /^(service|secret|overlay):(.+)$/.exec(id) ?? []
  if (over !== undefined && name !== undefined) {
    const kind = over === 'overlay' ? 'network' : (over as 'service' | 'secret')
    const host = hostNames(start).find((one) =>
      kind === 'network'
        ? drawsOverlay(start, one, name)
        : at(start, pathOf({ host: one, kind, name })) !== undefined,
    )
    return host === undefined ? id : idOf({ host, kind, name })
  }
  const thing = thingOf(id)
  if (thing?.kind !== 'network') return id
  const home = networkHome(start, thing.host, thing.name)
  return home === undefined ? id : idOf({ ...thing, host: home })
}

/** The path of a host that containers mount: `host1/path:/srv`. */
export function pathIn(id: string): { host: string; path: string } | undefined {
  const [, host, path] = /^([^/]+)\/path:(.+)$/.exec(id) ?? []
  return host === undefined || path === undefined ? undefined : { host, path }
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
  const path = pathIn(id)
  if (path) return `host path ${path.path}`
  return id.startsWith('wire:') ? `wire ${id.slice(5)}` : `host ${id}`
}
