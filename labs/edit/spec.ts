/** A container's written spec apart from any lab: the things it refers to, renamed or taken out. */
import { fieldsOf, listOf } from './lab.ts'
import type { Kind } from './lab.ts'
import { isFields } from './value.ts'
import type { Fields, Value } from './value.ts'

interface Reference {
  kind: Kind
  name: string
  /** The same entry with another name. */
  renamed(to: string): Value
}

const networkOf = (item: Value): Reference | undefined =>
  typeof item === 'string' ? { kind: 'network', name: item, renamed: (to) => to } : undefined

function volumeOf(item: Value): Reference | undefined {
  if (isFields(item)) {
    const { source, type } = item
    if (type !== 'volume' || typeof source !== 'string' || source === '') return undefined
    return { kind: 'volume', name: source, renamed: (to) => ({ ...item, source: to }) }
  }
  const [, name, rest] = /^([a-zA-Z0-9$][^:/]*)(:.*)$/.exec(String(item)) ?? []
  if (name === undefined) return undefined
  return { kind: 'volume', name, renamed: (to) => to + rest }
}

function containerOf(item: Value): Reference | undefined {
  const [, before = '', name = '', after = ''] =
    /^(container:)?([^:]+)(:.*)?$/.exec(String(item)) ?? []
  return { kind: 'container', name, renamed: (to) => before + to + after }
}

function secretOf(item: Value): Reference | undefined {
  if (!isFields(item)) return { kind: 'secret', name: String(item), renamed: (to) => to }
  const { source } = item
  if (typeof source !== 'string') return undefined
  return { kind: 'secret', name: source, renamed: (to) => ({ ...item, source: to }) }
}

const lists: [key: string, find: (item: Value) => Reference | undefined][] = [
  ['networks', networkOf],
  ['volumes', volumeOf],
  ['volumes_from', containerOf],
  ['depends_on', containerOf],
  ['secrets', secretOf],
]

const modeOf = (spec: Fields) => /^container:(.+)$/.exec(String(spec['network_mode']))?.[1]

/** Leaves out references to what is not there; says what went. */
export function without(spec: Fields, there: (kind: Kind, name: string) => boolean) {
  const gone: string[] = []
  const stays = (reference: Reference | undefined) => {
    if (reference === undefined || there(reference.kind, reference.name)) return true
    gone.push(`the ${reference.kind} \`${reference.name}\``)
    return false
  }
  let kept = mapLists(spec, (item, find) => (stays(find(item)) ? [item] : []))
  const mode = modeOf(spec)
  if (mode !== undefined && !stays(containerOf(mode))) {
    const { network_mode: _, ...rest } = kept
    kept = rest
  }
  return { spec: kept, gone }
}

export function renamedSpec(spec: Fields, nameOf: (kind: Kind, name: string) => string): Fields {
  const named = mapLists(spec, (item, find) => {
    const found = find(item)
    return [found === undefined ? item : found.renamed(nameOf(found.kind, found.name))]
  })
  const mode = modeOf(spec)
  return mode === undefined
    ? named
    : { ...named, network_mode: `container:${nameOf('container', mode)}` }
}

type Find = (item: Value) => Reference | undefined

/** Lists that are left empty go; a map of networks is treated by its keys. */
function mapLists(spec: Fields, change: (item: Value, find: Find) => Value[]): Fields {
  return Object.fromEntries(
    Object.entries(spec).flatMap(([key, value]): [string, Value][] => {
      const find = lists.find(([name]) => name === key)?.[1]
      if (find === undefined) return [[key, value]]
      if (Array.isArray(value)) {
        const items = listOf(value).flatMap((item) => change(item, find))
        return items.length === 0 && value.length > 0 ? [] : [[key, items]]
      }
      if (!isFields(value)) return [[key, value]]
      const entries = Object.entries(fieldsOf(value)).flatMap(([name, end]): [string, Value][] =>
        change(name, find).map((to) => [String(to), end]),
      )
      return entries.length === 0 ? [] : [[key, Object.fromEntries(entries)]]
    }),
  )
}
