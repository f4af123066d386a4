/** Reads a YAML text line by line into an outline, by indentation alone: no text is too broken for it. */
import { readFlow } from './flow.ts'
import {
  endOfLine,
  pathOf,
  skipSpaces,
  unquoted,
  type Entry,
  type Outline,
  type Path,
  type Reader,
  type Tail,
} from './outline.ts'
import { blockSpan, endOfQuoted, plainSpan } from './scalars.ts'

const KEY =
  /("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|(?![-?:](?:\s|$))[^\s,[\]{}#&*!|>'"%@`][^\n]*?)[ \t]*:(?=\s|$)/my

export function scan(text: string): Outline {
  const tail: Tail = { slot: 'nothing', path: [], from: -1, flow: false }
  const reader: Reader = { text, entries: [], frames: [], tail }
  let at = 0
  while (at <= text.length) at = readLine(reader, at)
  return { entries: reader.entries, tail: reader.tail }
}

function readLine(reader: Reader, start: number): number {
  const { text } = reader
  const first = skipSpaces(text, start)
  const end = endOfLine(text, start)
  if (first >= end) {
    if (end === text.length) reader.tail = lineTail(reader, first - start, first)
    return end + 1
  }
  if (text[first] === '#') return end + 1
  if (/^(---|\.\.\.)(\s|$)/.test(text.slice(start, end))) {
    reader.frames = []
    return end + 1
  }
  return readNode(reader, start, first, false)
}

/** What may stand on a line of its own that starts at a column. */
function lineTail(reader: Reader, column: number, from: number): Tail {
  const top = reader.frames.findLast(({ indent }) => indent <= column)
  const tail = { from, flow: false }
  if (top === undefined) return { ...tail, slot: 'key', path: [] }
  if (top.indent < column) {
    return { ...tail, slot: top.filled ? 'nothing' : 'key', path: pathOf(top) }
  }
  return { ...tail, slot: top.kind === 'map' ? 'key' : 'dash', path: top.base }
}

function readNode(reader: Reader, start: number, at: number, inItem: boolean): number {
  const { text } = reader
  const column = at - start
  if (text[at] === '-' && /\s|^$/.test(text[at + 1] ?? '')) return readItem(reader, start, at)
  KEY.lastIndex = at
  const key = KEY.exec(text)?.[1]
  if (key !== undefined && !/\s#/.test(key)) {
    open(reader, 'map', column, unquoted(key))
    const span = { from: at, to: at + key.length }
    const entry: Entry = { path: pathOf(reader.frames.at(-1)), key: span, value: null }
    reader.entries.push(entry)
    return readValue(reader, KEY.lastIndex, column, entry, 'value')
  }
  const item = reader.entries.at(-1)
  if (inItem && item) {
    const dash = reader.frames.at(-1)?.indent ?? 0
    return readValue(reader, at, dash, item, 'item')
  }
  return readStray(reader, column, at)
}

function readItem(reader: Reader, start: number, dash: number): number {
  const { text } = reader
  open(reader, 'list', dash - start, 0)
  const path = pathOf(reader.frames.at(-1))
  reader.entries.push({ path, key: null, value: null })
  const at = skipSpaces(text, dash + 1)
  const end = endOfLine(text, dash)
  if (at < end && text[at] !== '#') return readNode(reader, start, at, true)
  if (end === text.length && text[at] !== '#' && at > dash + 1) {
    reader.tail = { slot: 'item', path, from: at, flow: false }
  }
  return end + 1
}

/** A word without a colon on a line of its own: half a key, or the continuation of a scalar. */
function readStray(reader: Reader, column: number, at: number): number {
  const { text } = reader
  const end = endOfLine(text, at)
  const char = text[at]
  if (char === '{' || char === '[') {
    const above = reader.frames.findLast(({ indent }) => indent < column)
    return endOfLine(text, readFlow(reader, at, pathOf(above), above?.indent ?? -1)) + 1
  }
  const comment = /\s#/.test(text.slice(at, end))
  if (end === text.length && !comment) reader.tail = lineTail(reader, column, at)
  return end + 1
}

/** Makes the frame at a column the current one, one further along. */
function open(reader: Reader, kind: 'map' | 'list', indent: number, at: string | number): void {
  const { frames } = reader
  // A list may stand at its own key's column: there the map stays open below it.
  const above = frames.filter(
    (f) => f.indent < indent || (f.indent === indent && (kind === f.kind || f.kind === 'map')),
  )
  const top = above.at(-1)
  if (top?.indent === indent && top.kind === kind) {
    top.at = typeof top.at === 'number' ? top.at + 1 : at
    top.filled = false
    reader.frames = above
  } else {
    reader.frames = [...above, { kind, indent, base: pathOf(top), at, filled: false }]
  }
}

/** What stands behind a key or a dash. */
function readValue(
  reader: Reader,
  from: number,
  indent: number,
  entry: Entry,
  slot: 'value' | 'item',
): number {
  const { text } = reader
  const { path } = entry
  let at = skipSpaces(text, from)
  const property = /[&!]\S*[ \t]+/y
  property.lastIndex = at
  at += property.exec(text)?.[0].length ?? 0
  const end = endOfLine(text, at)
  const last = end === text.length
  if (at >= end || (text[at] === '#' && at > from)) {
    if (last && at >= end && (at > from || slot === 'item')) reader.tail = plainTail(slot, path, at)
    return end + 1
  }
  const frame = reader.frames.at(-1)
  if (frame) frame.filled = true
  const char = text[at]
  if (char === '{' || char === '[') {
    return endOfLine(text, readFlow(reader, at, path, indent)) + 1
  }
  if (char === '|' || char === '>') return readBlock(reader, at, indent, path)
  const quoted = char === '"' || char === "'"
  const span = quoted ? { from: at, to: endOfQuoted(text, at) } : plainSpan(text, at)
  entry.value = { ...span, text: unquoted(text.slice(span.from, span.to)) }
  const rest = endOfLine(text, span.to)
  if (rest === text.length && !text.slice(span.to).includes('#')) {
    reader.tail = plainTail(slot, path, at)
  }
  return rest + 1
}

function plainTail(slot: 'value' | 'item', path: Path, from: number): Tail {
  return { slot, path, from, flow: false }
}

function readBlock(reader: Reader, at: number, indent: number, path: Path): number {
  const { text } = reader
  const { from, to } = blockSpan(text, at, indent)
  if (to > text.length && from <= text.length) {
    reader.tail = { slot: 'text', path, from: text.lastIndexOf('\n') + 1, flow: false }
  }
  return to
}
