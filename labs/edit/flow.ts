/** Entries of flow collections: `{ a: 1 }` and `[a, b]`, on one line or on several. */
import { isMap } from 'yaml'
import { column, lineEnd, lineStart, nextLine, startsLine } from './lines.ts'
import type { Entry } from './entries.ts'
import type { Collection } from './tree.ts'
import type { TextEdit } from './splice.ts'

/** Where the comma behind an offset is, past blanks and comments; undefined where the bracket comes first. */
function commaAfter(text: string, offset: number): number | undefined {
  const found = /(?:\s|(?<=\s)#.*)*,/y
  found.lastIndex = offset
  return found.test(text) ? found.lastIndex - 1 : undefined
}

export function insertFlow(
  text: string,
  node: Collection,
  entries: Entry[],
  index: number,
  item: string,
): TextEdit[] {
  const next = entries[index]
  if (next !== undefined) {
    const gap = startsLine(text, next.at) ? `\n${' '.repeat(column(text, next.at))}` : ' '
    return [{ from: next.at, to: next.at, insert: `${item},${gap}` }]
  }
  const last = entries.at(-1)
  if (last === undefined) return intoEmpty(text, node, item)
  if (!startsLine(text, last.at)) return [{ from: last.end, to: last.end, insert: `, ${item}` }]
  return onOwnLine(text, last, item)
}

function intoEmpty(text: string, node: Collection, item: string): TextEdit[] {
  const [start, end] = node.range ?? [0, 0]
  const inner = text.slice(start + 1, end - 1)
  if (inner.trim() !== '') return [{ from: end - 1, to: end - 1, insert: `${item}\n` }]
  const pad = isMap(node) ? ' ' : ''
  return [{ from: start + 1, to: end - 1, insert: pad + item + pad }]
}

function onOwnLine(text: string, last: Entry, item: string): TextEdit[] {
  const line = `\n${' '.repeat(column(text, last.at))}${item}`
  const comma = commaAfter(text, last.end)
  const end = lineEnd(text, comma ?? last.end)
  if (comma !== undefined) return [{ from: end, to: end, insert: `${line},` }]
  const rest = text.slice(last.end, end)
  if (/^\s+#/.test(rest)) {
    return [
      { from: last.end, to: last.end, insert: ',' },
      { from: end, to: end, insert: line },
    ]
  }
  return [{ from: last.end, to: last.end, insert: `,${line}` }]
}

export function removeFlow(
  text: string,
  node: Collection,
  entries: Entry[],
  index: number,
): TextEdit[] {
  const entry = entries[index]
  const [start, end] = node.range ?? [0, 0]
  if (entry === undefined) return []
  if (entries.length === 1) return [{ from: start + 1, to: end - 1, insert: '' }]
  const comma = commaAfter(text, entry.end)
  const behind = comma === undefined ? entry.end : comma + 1
  const rest = text.slice(behind, lineEnd(text, behind))
  if (startsLine(text, entry.at) && /^\s*(#.*)?$/.test(rest)) {
    return [{ from: ownLines(text, entry), to: nextLine(text, behind), insert: '' }]
  }
  const next = entries[index + 1]
  const previous = entries[index - 1]
  if (next !== undefined) return [{ from: entry.at, to: next.at, insert: '' }]
  return [{ from: previous?.end ?? entry.at, to: entry.end, insert: '' }]
}

/** The start of its first line, comments of its own above included. */
function ownLines(text: string, entry: Entry): number {
  const depth = column(text, entry.at)
  let from = lineStart(text, entry.at)
  while (from > 0) {
    const above = lineStart(text, from - 1)
    const line = text.slice(above, lineEnd(text, above))
    if (!line.trimStart().startsWith('#') || line.search(/\S/) !== depth) break
    from = above
  }
  return from
}
