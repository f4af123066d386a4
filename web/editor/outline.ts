/** What a YAML text holds and where, in terms that survive a text that is broken or half typed. */

/** Keys and indexes from the top. */
export type Path = readonly (string | number)[]

/** Characters from the start of the text; the end is exclusive. */
export interface Span {
  from: number
  to: number
}

/** A key of a map or an item of a list; `value` is its scalar, if it is one and stands on one line. */
export interface Entry {
  path: Path
  key: Span | null
  value: (Span & { text: string }) | null
}

/**
 * What may stand at the end of the text: a `key` of the map at `path`, the scalar `value` or the list `item` at
 * `path`, a further `dash` of the list at `path`, a line of `text` (a block scalar), or `nothing`.
 */
export interface Tail {
  slot: 'key' | 'value' | 'item' | 'dash' | 'text' | 'nothing'
  path: Path
  /** Where what is being typed begins. */
  from: number
  /** Inside braces or brackets. */
  flow: boolean
}

export interface Outline {
  entries: Entry[]
  tail: Tail
}

/** A block collection that is open, with where in it the reader is. */
export interface Frame {
  kind: 'map' | 'list'
  indent: number
  base: Path
  at: string | number
  /** Its current value is a scalar, so nothing may stand below it. */
  filled: boolean
}

/** The reader's state, handed from one reading function to the next. */
export interface Reader {
  readonly text: string
  readonly entries: Entry[]
  frames: Frame[]
  tail: Tail
}

export function pathOf(frame: Frame | undefined): Path {
  return frame === undefined ? [] : [...frame.base, frame.at]
}

export function samePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index])
}

export function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}

export function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

/** `"a"` and `'a'` without their quotes. */
export function unquoted(text: string): string {
  const quote = text[0]
  if (quote === "'") return text.replace(/^'|'$/g, '').replaceAll("''", "'")
  if (quote === '"') return text.replace(/^"|"$/g, '').replaceAll('\\"', '"')
  return text
}
