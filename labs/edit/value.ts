/** The plain data a YAML text stands for, and the changes that a writer is asked for. */

export type Value = null | boolean | number | string | Value[] | Fields
export interface Fields {
  [key: string]: Value
}

/** Keys of maps are strings, places in lists are numbers. */
export type Path = readonly (string | number)[]

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Order counts: two maps are the same where they read the same. */
export function same(one: Value, other: Value): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** To YAML the keys of a map have no order, so the meaning is the same in any. */
export function meansTheSame(one: Value, other: Value): boolean {
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted)
}

function sorted(_: string, value: Value): Value {
  if (!isFields(value)) return value
  return fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What stands at a path; undefined where nothing does. */
export function at(value: Value, path: Path): Value | undefined {
  let found: Value | undefined = value
  for (const step of path) found = child(found, step)
  return found
}

function child(value: Value | undefined, step: string | number): Value | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined
  return isFields(value) && Object.hasOwn(value, step) ? value[step] : undefined
}

/** A copy in which the value at a path is replaced by what `change` makes of it. */
export function changed(value: Value, path: Path, change: (found: Value) => Value): Value {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === step ? changed(item, rest, change) : item))
  }
  if (!isFields(value)) return value
  return fromEntries(
    Object.entries(value).map(([key, item]) =>
      key === String(step) ? [key, changed(item, rest, change)] : [key, item],
    ),
  )
}

export function fromEntries(entries: [string, Value][]): Fields {
  return Object.fromEntries(entries)
}

/** A map with an entry put before another one, or at the end. */
export function withKey(value: Value, key: string, item: Value, before?: string): Value {
  const entries = isFields(value) ? Object.entries(value) : []
  const index = entries.findIndex(([name]) => name === before)
  entries.splice(index < 0 ? entries.length : index, 0, [key, item])
  return fromEntries(entries)
}

export function withoutKey(value: Value, key: string): Value {
  return isFields(value)
    ? fromEntries(Object.entries(value).filter(([name]) => name !== key))
    : value
}

export function withRenamed(value: Value, key: string, name: string): Value {
  if (!isFields(value)) return value
  return fromEntries(Object.entries(value).map(([k, v]) => [k === key ? name : k, v]))
}

export function withItem(value: Value, index: number, item: Value): Value {
  return Array.isArray(value) ? value.toSpliced(index, 0, item) : [item]
}

export function withoutItem(value: Value, index: number): Value {
  return Array.isArray(value) ? value.toSpliced(index, 1) : value
}

export function withMoved(value: Value, from: number, to: number): Value {
  if (!Array.isArray(value)) return value
  const item = value[from]
  return item === undefined ? value : value.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Lists by place, maps by name, what is above before what is below. */
export function comparePaths(one: Path, other: Path): number {
  for (const [index, step] of one.entries()) {
    const next = other[index]
    if (next === undefined) return 1
    if (step === next) continue
    if (typeof step === 'number' && typeof next === 'number') return step - next
    return String(step) < String(next) ? -1 : 1
  }
  return one.length - other.length
}
