/** The structural edits of a YAML text. Each is one splice that was read back and found to mean what was asked. */
import { isAlias, isMap } from 'yaml'
import { insertBlock, removeBlock } from './block.ts'
import { column } from './lines.ts'
import { entriesOf } from './entries.ts'
import type { ParsedNode } from 'yaml'
import type { Entry } from './entries.ts'
import { insertFlow, removeFlow } from './flow.ts'
import { entry as newEntry, inline, item as newItem, key as newKey } from './render.ts'
import { refuse } from './refusal.ts'
import { replacing, replacingRoot } from './replace.ts'
import { indexIn, isCollection, isFlow, nodeAt } from './tree.ts'
import type { Collection, Tree } from './tree.ts'
import {
  changed,
  withItem,
  withKey,
  withMoved,
  withoutItem,
  withoutKey,
  withRenamed,
} from './value.ts'
import type { Path, Value } from './value.ts'
import { write } from './write.ts'
import type { Written } from './write.ts'

interface Place {
  parent: Collection
  entries: Entry[]
  index: number
  entry: Entry
}

export const shown = (path: Path) => path.join('.') || 'the whole text'

function placeOf(tree: Tree, path: Path): Place {
  const step = path.at(-1) ?? refuse('The whole text has no place among others.')
  const parent = collectionAt(tree, path.slice(0, -1))
  const index = indexIn(parent, step)
  const entries = entriesOf(tree, parent)
  const entry = entries[index]
  return entry === undefined
    ? refuse(`There is no ${shown(path)}.`)
    : { parent, entries, index, entry }
}

function collectionAt(tree: Tree, path: Path): Collection {
  const node = nodeAt(tree, path)
  if (isAlias(node)) {
    return refuse(
      `This part is shared through \`*${node.source}\`. Change it where the anchor \`&${node.source}\` stands.`,
    )
  }
  return isCollection(node) ? node : refuse(`${shown(path)} holds nothing below it.`)
}

/** The value whose style may be followed: `{}` says nothing of how an author writes a map. */
function telling(entry: Entry | undefined): ParsedNode | undefined {
  const value = entry?.value ?? undefined
  return isCollection(value) && value.items.length === 0 ? undefined : value
}

/** Replaces the value at a path that exists. */
export function replaceValue(tree: Tree, path: Path, value: Value): Written {
  const intended = changed(tree.value, path, () => value)
  if (path.length === 0) return write(tree, intended, replacingRoot(tree, value))
  const { parent, entry, entries, index } = placeOf(tree, path)
  const like = [entry, entries[index - 1], entries[index + 1]].map(telling).find(Boolean)
  return write(tree, intended, ...replacing(tree, parent, entry, value, like))
}

/** Adds a key to the map at `path`, before another key or behind the last. */
export function insertKey(
  tree: Tree,
  path: Path,
  key: string,
  value: Value,
  before?: string,
): Written {
  const node = nodeAt(tree, path)
  const intended = changed(tree.value, path, (map) => withKey(map, key, value, before))
  if (node === undefined) return refuse(`There is no ${shown(path)}.`)
  if (node === null || (isMap(node) && node.items.length === 0 && !commented(tree, node))) {
    return replaceValue(tree, path, { [key]: value })
  }
  const map = collectionAt(tree, path)
  if (!isMap(map)) return refuse(`${shown(path)} is a list and has no keys.`)
  if (indexIn(map, key) >= 0) return refuse(`${shown([...path, key])} is there already.`)
  const entries = entriesOf(tree, map)
  const found = before === undefined ? -1 : indexIn(map, before)
  const index = found < 0 ? entries.length : found
  const like = entries[index - 1]?.value ?? entries[index]?.value
  return write(tree, intended, (style) => {
    if (isFlow(map)) {
      const item = `${newKey(key, style, '', true)}: ${inline(value, style)}`
      return insertFlow(tree.text, map, entries, index, item)
    }
    const depth = column(tree.text, entries[0]?.at ?? 0)
    return insertBlock(tree.text, entries, index, newEntry(key, value, depth, style, like))
  })
}

/** Adds an item to the list at `path`, before the item at `index` or behind the last. */
export function insertItem(tree: Tree, path: Path, value: Value, index?: number): Written {
  const node = nodeAt(tree, path)
  if (node === undefined) return refuse(`There is no ${shown(path)}.`)
  if (node === null || (isCollection(node) && node.items.length === 0 && !commented(tree, node))) {
    return replaceValue(tree, path, [value])
  }
  const list = collectionAt(tree, path)
  if (isMap(list)) return refuse(`${shown(path)} is not a list.`)
  const entries = entriesOf(tree, list)
  const place = Math.min(Math.max(index ?? entries.length, 0), entries.length)
  const intended = changed(tree.value, path, (found) => withItem(found, place, value))
  const like = entries[place - 1]?.value ?? entries[place]?.value
  return write(tree, intended, (style) => {
    if (isFlow(list)) return insertFlow(tree.text, list, entries, place, inline(value, style))
    const depth = column(tree.text, entries[0]?.at ?? 0)
    return insertBlock(tree.text, entries, place, newItem(value, depth, style, like))
  })
}

const commented = (tree: Tree, { range }: Collection) =>
  tree.text.slice(range?.[0], range?.[1]).includes('#')

/** Takes out a key or an item with its own comments. A collection that is left empty is written `{}` or `[]`. */
export function remove(tree: Tree, path: Path): Written {
  const { parent, entries, index } = placeOf(tree, path)
  const above = path.slice(0, -1)
  const intended = changed(tree.value, above, (found) =>
    isMap(parent) ? withoutKey(found, String(path.at(-1))) : withoutItem(found, index),
  )
  if (isFlow(parent))
    return write(tree, intended, () => removeFlow(tree.text, parent, entries, index))
  if (entries.length === 1) return replaceValue(tree, above, isMap(parent) ? {} : [])
  return write(tree, intended, () => removeBlock(tree.text, entries, index))
}

/** Gives a key another name; its value, comments and place stay. */
export function renameKey(tree: Tree, path: Path, name: string): Written {
  const { parent, index } = placeOf(tree, path)
  if (!isMap(parent)) return refuse(`${shown(path)} is an item of a list and has no name.`)
  if (indexIn(parent, name) >= 0)
    return refuse(`${shown([...path.slice(0, -1), name])} is there already.`)
  const [from = 0, to = 0] = (parent.items[index]?.key as { range?: number[] } | null)?.range ?? []
  const intended = changed(tree.value, path.slice(0, -1), (map) =>
    withRenamed(map, String(path.at(-1)), name),
  )
  const old = tree.text.slice(from, to)
  return write(tree, intended, (style) => [
    { from, to, insert: newKey(name, style, old, isFlow(parent)) },
  ])
}

/** Moves an item of a list; comments travel with it and blank lines stay between items. */
export function moveItem(tree: Tree, path: Path, from: number, to: number): Written {
  const list = collectionAt(tree, path)
  const spans = entriesOf(tree, list)
  const first = spans[0]
  const last = spans.at(-1)
  if (isMap(list) || !first || !last || !spans[from] || !spans[to]) {
    return refuse(`${shown(path)} has no items ${from + 1} and ${to + 1} to move.`)
  }
  const start = first.from
  const chunks = spans.map((span) => tree.text.slice(span.from, span.to))
  const gaps = spans.slice(1).map((span, index) => tree.text.slice(spans[index]?.to, span.from))
  const ordered = chunks.toSpliced(from, 1).toSpliced(to, 0, chunks[from] ?? '')
  const insert = ordered.map((chunk, index) => chunk + (gaps[index] ?? '')).join('')
  const intended = changed(tree.value, path, (found) => withMoved(found, from, to))
  return write(tree, intended, () => [{ from: start, to: last.to, insert }])
}
