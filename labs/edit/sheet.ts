/** A text under work: edits follow each other, and come out as one set on the text they began with. */
import { inWritingOrder, together, written } from './batch.ts'
import type { Step } from './batch.ts'
import * as change from './change.ts'
import { refusable } from './refusal.ts'
import type { Refused } from './refusal.ts'
import { compose, tighten } from './splice.ts'
import type { TextEdit } from './splice.ts'
import { nodeAt, readTree } from './tree.ts'
import type { Tree } from './tree.ts'
import { at, isFields, same } from './value.ts'
import type { Fields, Path, Value } from './value.ts'
import type { Written } from './write.ts'

export type Edited = { text: string; edits: TextEdit[] } | Refused

export interface Sheet {
  readonly text: string
  readonly value: Value
  at(path: Path): Value | undefined
  /** Writes a value as little as possible anew: what is equal below stays as it is. Makes maps on the way. */
  set(path: Path, value: Value): void
  insert(path: Path, key: string, value: Value, before?: string): void
  append(path: Path, value: Value, index?: number): void
  remove(path: Path): void
  /** Removes, and then every map or list above that is left empty, down to a path of `keep` steps. */
  prune(path: Path, keep: number): void
  rename(path: Path, name: string): void
  move(path: Path, from: number, to: number): void
  /** Changes that are independent of each other, all by the paths of the text as it is. */
  all(steps: readonly Step[]): void
  /** Prunes many paths of the text as it is, each with its own `keep`. */
  pruneAll(places: readonly { path: Path; keep: number }[]): void
}

/** Runs work on a text; a Refusal inside leaves the text as it was. */
export function edit(text: string, work: (sheet: Sheet) => void): Edited {
  return refusable(() => {
    const rounds: TextEdit[][] = []
    const sheet = openSheet(text, rounds)
    work(sheet)
    return { text: sheet.text, edits: tighten(text, compose(text.length, rounds)) }
  })
}

function openSheet(start: string, rounds: TextEdit[][]): Sheet {
  let tree = readTree(start)
  const take = (written: Written) => {
    rounds.push(written.edits)
    tree = readTree(written.text)
  }
  return {
    get text() {
      return tree.text
    },
    get value() {
      return tree.value
    },
    at: (path) => at(tree.value, path),
    set: (path, value) => settle(() => tree, take, path, value),
    insert: (path, key, value, before) => {
      if (ensure(() => tree, take, path, { [key]: value })) return
      take(change.insertKey(tree, path, key, value, before))
    },
    append: (path, value, index) => {
      if (ensure(() => tree, take, path, [value])) return
      take(change.insertItem(tree, path, value, index))
    },
    remove: (path) => take(change.remove(tree, path)),
    prune: (path, keep) => take(change.remove(tree, emptied(tree.value, path, keep))),
    rename: (path, name) => take(change.renameKey(tree, path, name)),
    move: (path, from, to) => {
      if (from !== to) take(change.moveItem(tree, path, from, to))
    },
    all: (steps) => every(() => tree, take, steps),
    pruneAll: (places) => pruneEvery(() => tree, take, places),
  }
}

/** The path that goes when what is left empty above goes as well. */
function emptied(value: Value, path: Path, keep: number): Path {
  let last = path
  while (last.length - 1 > keep && size(at(value, last.slice(0, -1))) === 1) {
    last = last.slice(0, -1)
  }
  return last
}

function every(now: Now, take: Take, steps: readonly Step[]): void {
  const once = steps.length > 1 ? together(now(), steps) : undefined
  if (once !== undefined) take(once)
  else inWritingOrder(steps).forEach((step) => take(written(now(), step)))
}

/** Paths alone in their map or list go together; neighbours one by one, so that what they leave empty goes too. */
function pruneEvery(now: Now, take: Take, places: readonly { path: Path; keep: number }[]): void {
  const above = (path: Path) => JSON.stringify(path.slice(0, -1))
  const value = now().value
  const counts = new Map<string, number>()
  for (const { path } of places) counts.set(above(path), (counts.get(above(path)) ?? 0) + 1)
  const alone = places.filter(({ path }) => counts.get(above(path)) === 1)
  const others = places.filter(({ path }) => counts.get(above(path)) !== 1)
  for (const { path, keep } of inWritingOrder(others)) {
    take(change.remove(now(), emptied(now().value, path, keep)))
  }
  const gone = others.length === 0 ? value : now().value
  const steps = alone.map(({ path, keep }) => ({
    path: emptied(gone, path, keep),
    remove: true as const,
  }))
  every(now, take, steps)
}

type Now = () => Tree
type Take = (written: Written) => void
const size = (value: Value | undefined) => Object.keys(Object(value ?? {}) as object).length

/** Makes what is missing on the way to `path` with `value` at its end; false where the path is there. */
function ensure(now: Now, take: Take, path: Path, value: Value): boolean {
  const depth = path.findIndex(
    (_, index) => at(now().value, path.slice(0, index + 1)) === undefined,
  )
  if (depth < 0) return false
  const missing = path.slice(depth + 1)
  const nested = missing.reduceRight<Value>((inner, step) => ({ [step]: inner }), value)
  take(change.insertKey(now(), path.slice(0, depth), String(path[depth]), nested))
  return true
}

function settle(now: Now, take: Take, path: Path, value: Value): void {
  const old = at(now().value, path)
  if (old === undefined) {
    if (typeof path.at(-1) === 'number') take(change.insertItem(now(), path.slice(0, -1), value))
    else ensure(now, take, path, value)
    return
  }
  if (same(old, value)) return
  if (isFields(old) && isFields(value) && overlap(old, value))
    return settleMap(now, take, path, value)
  if (Array.isArray(old) && Array.isArray(value) && value.length > 0 && old.length > 0) {
    return settleList(now, take, path, value)
  }
  take(change.replaceValue(now(), path, value))
}

const overlap = (one: Fields, other: Fields) => Object.keys(one).some((key) => key in other)

function settleMap(now: Now, take: Take, path: Path, value: Fields): void {
  const old = at(now().value, path) as Fields
  if (!sameOrder(old, value)) return take(change.replaceValue(now(), path, value))
  for (const key of Object.keys(old)) {
    if (!(key in value)) take(change.remove(now(), [...path, key]))
  }
  const keys = Object.keys(value)
  for (const [index, key] of keys.entries()) {
    const here = [...path, key]
    if (nodeAt(now(), here) !== undefined) settle(now, take, here, value[key] ?? null)
    else {
      const before = keys.slice(index + 1).find((next) => next in old)
      take(change.insertKey(now(), path, key, value[key] ?? null, before))
    }
  }
}

/** Whether the keys that both have stand in the same order. */
function sameOrder(old: Fields, value: Fields): boolean {
  const kept = Object.keys(old).filter((key) => key in value)
  return same(
    kept,
    Object.keys(value).filter((key) => key in old),
  )
}

function settleList(now: Now, take: Take, path: Path, value: Value[]): void {
  const old = at(now().value, path) as Value[]
  const most = Math.min(old.length, value.length)
  let start = 0
  while (start < most && same(old[start] ?? null, value[start] ?? null)) start += 1
  let end = 0
  while (end < most - start && same(old.at(-1 - end) ?? null, value.at(-1 - end) ?? null)) end += 1
  const both = Math.min(old.length, value.length) - end
  for (let index = start; index < both; index += 1) {
    settle(now, take, [...path, index], value[index] ?? null)
  }
  for (let index = old.length - end - 1; index >= Math.max(both, start); index -= 1) {
    take(change.remove(now(), [...path, index]))
  }
  for (let index = Math.max(both, start); index < value.length - end; index += 1) {
    take(change.insertItem(now(), path, value[index] ?? null, index))
  }
}
