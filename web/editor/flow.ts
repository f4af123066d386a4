/** Reads `{a: b}` and `[a, b]`, over several lines if need be, closed or not. */
import {
  endOfLine,
  skipSpaces,
  unquoted,
  type Path,
  type Reader,
  type Span,
  type Tail,
} from './outline.ts'
import { endOfQuoted } from './scalars.ts'

interface Open {
  list: boolean
  path: Path
  /** The key whose value is read; undefined where a key is due. Lists count. */
  at: string | number | undefined
  /** What is due has been read: a comma or the end comes next. */
  done: boolean
}

const opened = (list: boolean, path: Path): Open => ({
  list,
  path,
  at: list ? 0 : undefined,
  done: false,
})

/**
 * Reads from the opening brace or bracket at `from`. A line that is not deeper than `indent` ends it even
 * unclosed, so that a forgotten brace does not swallow the rest of a text. Answers with where it ended.
 */
export function readFlow(reader: Reader, from: number, path: Path, indent: number): number {
  const { text } = reader
  const stack = [opened(text[from] === '[', path)]
  let at = from + 1
  while (at < text.length) {
    const top = stack.at(-1)
    if (top === undefined) return at
    const char = text[at] ?? ''
    if (char === '\n') {
      if (leaves(text, at + 1, indent)) return at
      at += 1
    } else if (/\s/.test(char)) at += 1
    else if (char === '#' && /\s/.test(text[at - 1] ?? '')) {
      at = endOfLine(text, at)
      if (at === text.length) return ended(reader, { ...tailOf(top, at), slot: 'nothing' })
    } else if (char === '{' || char === '[') {
      stack.push(opened(char === '[', innerPath(top)))
      at += 1
    } else if (char === '}' || char === ']') {
      stack.pop()
      const outer = stack.at(-1)
      if (outer) outer.done = true
      at += 1
    } else if (char === ',') {
      top.at = typeof top.at === 'number' ? top.at + 1 : undefined
      top.done = false
      at += 1
    } else at = readWord(reader, top, at)
  }
  const top = stack.at(-1)
  if (top && reader.tail.from < 0) ended(reader, tailOf(top, text.length))
  return text.length
}

function leaves(text: string, line: number, indent: number): boolean {
  const first = skipSpaces(text, line)
  return first < endOfLine(text, line) && first - line <= indent
}

const innerPath = ({ path, at }: Open): Path => (at === undefined ? path : [...path, at])

function tailOf(top: Open, from: number): Tail {
  const slot = top.done ? 'nothing' : top.list ? 'item' : top.at === undefined ? 'key' : 'value'
  return { slot, path: innerPath(top), from, flow: true }
}

function ended(reader: Reader, tail: Tail): number {
  reader.tail = tail
  return reader.text.length
}

/** A key with its colon, or a scalar. */
function readWord(reader: Reader, top: Open, from: number): number {
  const { text, entries } = reader
  const quoted = text[from] === '"' || text[from] === "'"
  const to = quoted ? endOfQuoted(text, from) : endOfPlain(text, from)
  const word = unquoted(text.slice(from, to))
  const span: Span = { from, to }
  const colon = skipSpaces(text, to)
  const isKey = !top.list && top.at === undefined
  if (isKey && text[colon] === ':') {
    top.at = word
    entries.push({ path: innerPath(top), key: span, value: null })
    if (colon + 1 === text.length) ended(reader, { ...tailOf(top, colon + 1), slot: 'nothing' })
    return colon + 1
  }
  if (to === text.length) ended(reader, tailOf(top, from))
  if (!isKey) value(reader, top, { ...span, text: word })
  top.done = true
  return Math.max(to, from + 1)
}

function value({ entries }: Reader, top: Open, scalar: Span & { text: string }): void {
  const last = entries.at(-1)
  if (top.list) entries.push({ path: innerPath(top), key: null, value: scalar })
  else if (last?.value === null) last.value = scalar
}

function endOfPlain(text: string, from: number): number {
  const rest = text.slice(from, endOfLine(text, from))
  const stop = rest.search(/[,[\]{}]|:(?=\s|$|[,[\]{}])|\s#/)
  return from + (stop < 0 ? rest : rest.slice(0, stop)).trimEnd().length
}
