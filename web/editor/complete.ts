/** What may be written at the cursor. */
import { keyInsert } from './key-insert.ts'
import { namesIn } from './names.ts'
import { offersAt, shutOut, type Ground } from './offers.ts'
import { placeAt, type Place } from './place.ts'
import { formsAt, keysOf, literalsOf, shapeOf, type Schema } from './schema.ts'
import { meaningOf } from './words.ts'

export interface Knowledge {
  schema: Schema
  /** Images that the server has at hand. */
  images?: readonly string[]
}

export interface Suggestion {
  label: string
  kind: 'key' | 'value' | 'name'
  /** A snippet: `$0` is where the cursor goes, `$1` … where it goes before. */
  insert: string
  /** What the suggestion takes the place of, in characters from the start of the text. */
  from: number
  to: number
  detail: string
  required: boolean
  /** More can be suggested right behind it. */
  again: boolean
}

/** Ordered as they are best shown. `offset` counts characters. */
export function complete(text: string, offset: number, knowledge: Knowledge): Suggestion[] {
  const place = placeAt(text, offset)
  const { schema, images = [] } = knowledge
  const ground = { names: namesIn(place.outline), outline: place.outline, images }
  const param = /\$\{\w*$/.exec(text.slice(Math.max(0, offset - 80), offset))
  if (param) return params(ground, text, { ...place, from: offset - param[0].length, to: offset })
  if (place.slot === 'nothing') return []
  if (place.slot === 'text') return fences(ground, text, offset)
  return place.slot === 'key' ? [...keys(schema, ground, place)] : values(schema, ground, place)
}

/** In braces a parameter must stand in quotes, for its own braces would be read as YAML's. */
function params({ names }: Ground, text: string, { from, to, flow }: Place): Suggestion[] {
  const rest = /^\w*\}?/.exec(text.slice(to))?.[0].length ?? 0
  const bare = flow && /[\s,[{]/.test(text[from - 1] ?? '')
  const quote = bare ? '"' : ''
  return names.params.map((name) => {
    const place = { from, to: to + rest }
    const one = word(`\${${name}}`, 'drawn for each learner', place, 'name')
    return { ...one, insert: quote + one.insert + quote }
  })
}

/** Behind three backquotes, where commands to click begin. */
function fences({ names }: Ground, text: string, offset: number): Suggestion[] {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  const typed = /^\s*```(\S*(?: \S*)?)$/.exec(line)?.[1]
  if (typed === undefined) return []
  const place = { from: offset - typed.length, to: offset }
  return names.hosts.map((host) => word(`run ${host}`, 'commands to click', place, 'name'))
}

function word(
  text: string,
  detail: string,
  { from, to }: { from: number; to: number },
  kind: 'value' | 'name',
): Suggestion {
  const insert = plain(text)
  return { label: text, kind, insert, from, to, detail, required: false, again: false }
}

const plain = (text: string) => text.replace(/[\\$}]/g, '\\$&')

/** As a scalar of YAML: quoted where it would otherwise mean something else. */
function scalar(text: string): string {
  const quote = /^[&*!|>%@`#{}[\],'"?-]|^$|: |\s#|\$\{|:$/.test(text)
  return plain(quote ? `"${text}"` : text)
}

function keys(schema: Schema, ground: Ground, place: Place, before = '', after = ''): Suggestion[] {
  const found = formsAt(schema, place.path)
  if (shapeOf(found) === 'list' && place.slot === 'key' && !place.flow) {
    return values(schema, ground, { ...place, slot: 'dash' })
  }
  const out = [...place.siblings, ...shutOut(place.path, place.siblings)]
  const required = new Set(found.flatMap((form) => form.required ?? []))
  const offered = offersAt(ground, place.path)
  const all = [...new Set([...keysOf(found), ...offered.map(({ text }) => text)])]
  const free = all.filter((key) => !out.includes(key))
  return free.map((key) => {
    const forms = formsAt(schema, [...place.path, key])
    const name = offered.find(({ text }) => text === key)
    const written = place.colon
      ? scalar(key)
      : keyInsert(scalar(key), schema, [...place.path, key], place)
    const insert = before + written + after
    return {
      label: key,
      kind: name ? 'name' : 'key',
      insert,
      from: place.from,
      to: place.to,
      detail: name?.detail ?? meaningOf(schema, [...place.path, key]) ?? '',
      required: required.has(key),
      again: shapeOf(forms) !== 'scalar' || literalsOf(forms).length > 0 || name === undefined,
    }
  })
}

/** Scalars and, where a map may stand, its keys: below a dash as they are, behind a colon in braces. */
function values(schema: Schema, ground: Ground, place: Place): Suggestion[] {
  const dash = place.slot === 'dash'
  const path = dash ? [...place.path, itemCount(place)] : place.path
  const found = formsAt(schema, path)
  const before = dash ? '- ' : ''
  const offered = offersAt(ground, path)
  const literals = literalsOf(found).filter((text) => !offered.some((one) => one.text === text))
  const words = [...offered, ...literals.map((text) => ({ text, detail: '' }))].map((one) => ({
    ...word(one.text, one.detail, place, offered.includes(one) ? 'name' : 'value'),
    insert: before + scalar(one.text),
  }))
  if (keysOf(found).length === 0) return words
  const braces = place.slot === 'value' || (place.slot === 'item' && place.flow)
  const inside: Place = { ...place, path, siblings: [], flow: place.flow || braces, slot: 'item' }
  const hang = dash ? place.hang + 2 : place.hang
  const [start, end] = braces ? ['{ ', ' }'] : [before, '']
  return [...words, ...keys(schema, ground, { ...inside, hang }, start, end)]
}

const itemCount = ({ siblings }: Place) => siblings.length
