/** Entries of block collections: put in, taken out, line by line. */
import { column, lineEnd, lineStart, nextLine, startsLine } from './lines.ts'
import type { Entry } from './entries.ts'
import type { TextEdit } from './splice.ts'

const blank = (text: string, from: number, to: number) => /\n[ \t]*\r?\n/.test(text.slice(from, to))

/** Whether the author keeps a blank line between the entries around a place. */
function spaced(text: string, entries: Entry[], index: number): boolean {
  const at = Math.min(Math.max(index, 1), entries.length - 1)
  const one = entries[at - 1]
  const other = entries[at]
  return one !== undefined && other !== undefined && blank(text, one.to, other.from + 1)
}

/** Puts lines before the entry at `index`, or behind the last one. `lines` have their indentation except the first. */
export function insertBlock(
  text: string,
  entries: Entry[],
  index: number,
  lines: string,
): TextEdit[] {
  const gap = spaced(text, entries, index) ? '\n' : ''
  const next = entries[index]
  if (next !== undefined) {
    const pad = ' '.repeat(column(text, next.at))
    return [{ from: next.from, to: next.from, insert: `${lines}\n${gap}${pad}` }]
  }
  const last = entries.at(-1)
  if (last === undefined) return []
  const pad = ' '.repeat(column(text, last.at))
  return [{ from: last.to, to: last.to, insert: `\n${gap}${pad}${lines}` }]
}

/** Takes an entry out with its comments; one of two blank lines around it goes as well. */
export function removeBlock(text: string, entries: Entry[], index: number): TextEdit[] {
  const entry = entries[index]
  if (entry === undefined) return []
  const next = entries[index + 1]
  if (!startsLine(text, entry.from)) {
    return [{ from: entry.at, to: next?.from ?? entry.to, insert: '' }]
  }
  const from = lineStart(text, entry.from)
  const to = nextLine(text, entry.to)
  if (to === lineEnd(text, entry.to)) return [{ from: breakBefore(text, from), to, insert: '' }]
  const end = index === 0 && next !== undefined ? pastBlanks(text, to) : to
  return [{ from: withBlanks(text, entries, index, from, to), to: end, insert: '' }]
}

/** The last line of a text without a break at its end takes the break before it. */
function breakBefore(text: string, from: number): number {
  if (from === 0) return 0
  return text[from - 2] === '\r' ? from - 2 : from - 1
}

function withBlanks(
  text: string,
  entries: Entry[],
  index: number,
  from: number,
  to: number,
): number {
  const previous = entries[index - 1]
  if (previous === undefined) return from
  const last = index === entries.length - 1
  const start = nextLine(text, previous.to)
  const onlyBlanks = text.slice(start, from).trim() === ''
  const doubled = /^[ \t]*\r?\n/.test(text.slice(to)) || (last && to < text.length)
  return onlyBlanks && start < from && doubled ? start : from
}

function pastBlanks(text: string, offset: number): number {
  const found = /(?:[ \t]*\r?\n)*/y
  found.lastIndex = offset
  found.test(text)
  return found.lastIndex
}
