/** The drawing that a step begins with: the start, and on it the goals of the steps before. */
import { holdsSeveral, laidOn, withoutOf } from './goal-items.ts'
import { fieldsOf, goalsOf, kinds, listOf, sections, startOf, stepsOf } from './lab.ts'
import type { Kind } from './lab.ts'
import { isFields } from './value.ts'
import type { Fields, Value } from './value.ts'

/** As a lab’s `hosts`. */
export function drawingBefore(lab: Value, step: number): Fields {
  const hosts = Object.fromEntries(startOf(lab).map(({ host, fields }) => [host, fields]))
  return goalsOf(lab)
    .filter((goal) => (goal.step ?? 0) < step && step <= stepsOf(lab).length)
    .reduce<Fields>(
      (drawing, { host, fields }) => ({
        ...drawing,
        [host]: merged(fieldsOf(drawing[host]), fields),
      }),
      hosts,
    )
}

function merged(host: Fields, goal: Fields): Fields {
  const parts = kinds.map((kind): [string, Fields] => {
    const drawn = { ...fieldsOf(host[sections[kind]]) }
    const wanted = Object.entries(fieldsOf(goal[sections[kind]]))
    const next = wanted.reduce((all, [name, spec]) => put(kind, all, name, spec), drawn)
    return [sections[kind], next]
  })
  const empty = parts.filter(([, part]) => Object.keys(part).length === 0).map(([key]) => key)
  const own = Object.entries(withRole(host, goal['swarm'])).filter(([key]) => !empty.includes(key))
  return {
    ...Object.fromEntries(own),
    ...withImages(host, goal['images']),
    ...Object.fromEntries(parts.filter(([key]) => !empty.includes(key))),
  }
}

function withRole(host: Fields, role: Value | undefined): Fields {
  const { swarm: _, ...others } = host
  if (role === 'absent') return others
  return role === undefined ? host : { ...others, swarm: role }
}

function withImages(host: Fields, made: Value | undefined): Fields {
  const images = [...new Set([...listOf(host['images']), ...listOf(made)])]
  return images.length === 0 ? {} : { images }
}

function put(kind: Kind, all: Fields, name: string, spec: Value): Fields {
  const { [name]: old, ...others } = all
  if (spec === 'absent') return others
  return { ...all, [name]: laid(kind, fieldsOf(old), fieldsOf(spec)) }
}

function laid(kind: Kind, old: Fields, { without: _, ...spec }: Fields): Fields {
  const gone = withoutOf({ without: _ ?? null })
  const kept = withoutOther(old, spec)
  const keys = [...new Set([...Object.keys(kept), ...Object.keys(spec), ...Object.keys(gone)])]
  return Object.fromEntries(
    keys.flatMap((key): [string, Value][] => {
      const value = laidKey(kind, key, { old: kept[key], more: spec[key], gone: gone[key] })
      return value === undefined ? [] : [[key, value]]
    }),
  )
}

function laidKey(
  kind: Kind,
  key: string,
  values: Record<'old' | 'more' | 'gone', Value | undefined>,
): Value | undefined {
  const { old, more } = values
  if (holdsSeveral(kind, key)) return laidOn(kind, key, values)
  if (key === 'deploy' && isFields(old) && isFields(more)) return { ...old, ...more }
  return more ?? old
}

/** A network mode and networks take each other's place. */
function withoutOther(old: Fields, spec: Fields): Fields {
  const { network_mode, networks, ...others } = old
  if ('networks' in spec || 'network_mode' in spec) return others
  return old
}
