/** Keys that hold several of a kind. A goal names some of them, so what it adds and what it takes away is counted one by one. */
import { parseMount } from '../topology/mounts.ts'
import { canonical } from './goal-canonical.ts'
import { fieldsOf, listOf } from './lab.ts'
import type { Kind } from './lab.ts'
import { isFields } from './value.ts'
import type { Fields, Value } from './value.ts'

const maps = ['environment', 'labels', 'driver_opts']

/** Keys of which a goal may also say what a thing must not have, below `without`. */
export const removable: Record<Kind, string[]> = {
  network: [],
  volume: [],
  container: [
    ...['volumes', 'tmpfs', 'volumes_from', 'ports'],
    ...['environment', 'labels', 'cap_add', 'cap_drop'],
  ],
  service: ['volumes', 'ports', 'secrets', 'environment'],
  secret: [],
}

export const holdsSeveral = (kind: Kind, key: string): boolean =>
  maps.includes(key) || removable[kind].includes(key)

interface Item {
  /** What two items have in common when one takes the place of the other: a variable’s name, a mount’s target. */
  name: string
  /** The whole item, in one way however it is written. */
  id: string
  written: Value
}

export function itemsOf(kind: Kind, key: string, value: Value | undefined): Item[] {
  if (value === undefined || value === null) return []
  if (maps.includes(key)) {
    return Object.entries(asMap(value)).map(([name, inner]) => ({
      name,
      id: `${name}=${String(inner)}`,
      written: inner,
    }))
  }
  return (Array.isArray(value) ? value : [value]).map((written) => {
    const id = JSON.stringify(canonical[kind]({ [key]: [written] }) ?? written)
    return { name: targetOf(key, written) ?? id, id, written }
  })
}

function targetOf(key: string, written: Value): string | undefined {
  if (key === 'tmpfs') return String(written).split(':')[0]
  if (key !== 'volumes') return undefined
  const target = isFields(written) ? written['target'] : parseMount(String(written))?.target
  return target === undefined ? undefined : String(target)
}

/** The items again as they are written; undefined where none is left. */
export function written(key: string, items: readonly Item[]): Value | undefined {
  if (items.length === 0) return undefined
  if (!maps.includes(key)) return items.map((one) => one.written)
  return Object.fromEntries(items.map((one): [string, Value] => [one.name, one.written]))
}

/** What is drawn once a goal has been reached: the old items but for those that are replaced or must not be there. */
export function laidOn(
  kind: Kind,
  key: string,
  { old, more, gone }: Record<'old' | 'more' | 'gone', Value | undefined>,
): Value | undefined {
  const fresh = itemsOf(kind, key, more)
  const names = [...fresh, ...itemsOf(kind, key, gone)].map(({ name }) => name)
  if (names.length === 0) return old
  return written(key, [
    ...itemsOf(kind, key, old).filter(({ name }) => !names.includes(name)),
    ...fresh,
  ])
}

function asMap(value: Value): Fields {
  if (isFields(value)) return value
  return Object.fromEntries(
    listOf(value).map((item): [string, Value] => {
      const [name = '', ...rest] = String(item).split('=')
      return [name, rest.join('=')]
    }),
  )
}

/** Names for a list of what must not be there; of a map the names are enough. */
const unwanted = (key: string, items: readonly Item[]): Value =>
  maps.includes(key) ? items.map(({ name }) => name) : items.map((one) => one.written)

export interface Times {
  /** At the step’s beginning, before a gesture, and after it. */
  before: Value | undefined
  now: Value | undefined
  after: Value | undefined
}

/** What a goal asks of such a key after a gesture: items that must be there, and items that must not. */
export function redrawnItems(
  kind: Kind,
  key: string,
  { before, now, after }: Times,
  asked: { wish: Value | undefined; without: Value | undefined },
): { wish: Value | undefined; without: Value | undefined } {
  const [then, old, next] = [before, now, after].map((value) => itemsOf(kind, key, value))
  const [was = [], had = [], has = []] = [then, old, next]
  const within = (items: readonly Item[], by: 'id' | 'name') => {
    const all = new Set(items.map((one) => one[by]))
    return (one: Item) => all.has(one[by])
  }
  const added = has.filter((one) => !within(had, 'id')(one) && !within(was, 'id')(one))
  const kept = itemsOf(kind, key, asked.wish).filter(
    (one) => within(has, 'id')(one) && !within(added, 'name')(one),
  )
  const gone = was.filter((one) => within(had, 'name')(one) && !within(has, 'name')(one))
  const still = itemsOf(kind, key, asked.without).filter(
    (one) => !within(has, 'name')(one) && !within(gone, 'name')(one),
  )
  const missing = [...still, ...gone]
  return {
    wish: written(key, [...kept, ...added]),
    without: missing.length === 0 ? undefined : unwanted(key, missing),
  }
}

/** The items below a `without`, by key. */
export const withoutOf = (spec: Value | undefined): Fields => fieldsOf(fieldsOf(spec)['without'])
