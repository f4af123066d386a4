/** How a mount is written: in Compose's short form where that says the same, else in the long one. Pure. */
import { parseMount, tidy } from '../topology/mounts.ts'
import { listOf } from './lab.ts'
import { isFields } from './value.ts'
import type { Fields, Value } from './value.ts'

export interface MountSpec {
  type: 'volume' | 'bind' | 'tmpfs'
  /** Name of a volume, or a path on the host; without it the volume is anonymous. */
  source?: string
  target: string
  readOnly?: boolean
}

/** The short form where it says the same; a colon in a path needs the long one. */
export function newlyWritten(spec: MountSpec, modes: readonly string[] = []): Value {
  const { type, source, target, readOnly = false } = spec
  const all = [...modes, ...(readOnly ? ['ro'] : [])]
  const mode = all.length === 0 ? '' : `:${all.join(',')}`
  const short = source === undefined ? target : `${source}:${target}${mode}`
  const parsed = parseMount(short)
  const says = parsed?.type === type && parsed.source === (source ?? '')
  return says && (source !== undefined || !readOnly) ? short : longForm(spec)
}

function longForm({ type, source, target, readOnly = false }: MountSpec): Fields {
  return {
    type,
    ...(source === undefined ? {} : { source }),
    target,
    ...(readOnly ? { read_only: true } : {}),
  }
}

/** A mount of a container's key `tmpfs`; its options stay. */
export function memoryWritten({ target }: MountSpec, before = ''): string {
  const colon = before.indexOf(':')
  return target + (colon < 0 ? '' : before.slice(colon))
}

/** The same entry with another meaning; what the form does not know of stays as it is written. */
export function anewWritten(old: Value, spec: MountSpec, inMemory: boolean): Value {
  if (inMemory) return memoryWritten(spec, String(old))
  if (!isFields(old)) {
    const modes = String(old).split(':')[2]?.split(',') ?? []
    return newlyWritten(
      spec,
      modes.filter((mode) => mode !== 'ro' && mode !== 'rw'),
    )
  }
  const wanted = longForm(spec)
  const known = ['source', 'read_only']
  const kept = Object.entries(old).flatMap(([key, value]): [string, Value][] => {
    if (key in wanted) return [[key, wanted[key] ?? null]]
    return known.includes(key) ? [] : [[key, value]]
  })
  return { ...Object.fromEntries(kept), ...wanted }
}

/** Where below its user the mount of a target is written. */
export function mountPlace(
  { volumes, tmpfs }: Fields,
  target: string,
): (string | number)[] | undefined {
  const is = (one: Value | undefined) => typeof one === 'string' && tidy(one) === tidy(target)
  const index = listOf(volumes).findIndex((one) => is(targetOf(one)))
  if (index >= 0) return ['volumes', index]
  const path = (one: Value) => String(one).split(':')[0]
  if (typeof tmpfs === 'string') return is(path(tmpfs)) ? ['tmpfs'] : undefined
  const memory = listOf(tmpfs).findIndex((one) => is(path(one)))
  return memory >= 0 ? ['tmpfs', memory] : undefined
}

function targetOf(written: Value): Value | undefined {
  if (isFields(written)) return written['target']
  return typeof written === 'string' ? parseMount(written)?.target : undefined
}
