/** Text of the Compose Specification: what it could not take with it stands at its top. */
import { newText } from '../edit/new-text.ts'
import { isFields } from '../edit/value.ts'
import type { Fields, Value } from '../edit/value.ts'

export interface Exported {
  text: string
  /** What the file cannot say, one sentence each; they stand in its first lines as well. */
  notes: string[]
}

/** `about`: lines that say what the file is. */
export function composeText(fields: Fields, about: string[], notes: string[]): Exported {
  const said = [...new Set(notes)]
  const head = [
    ...about,
    ...(said.length === 0 ? [] : [`Not as in the lab:`, ...said.map((note) => `- ${note}`)]),
  ]
  const comments = head.map((line) => `# ${line.replace(/\s+/g, ' ')}\n`).join('')
  return { text: `${comments}${newText(escaped(fields) as Fields, true)}`, notes: said }
}

/** Compose fills in variables, so a dollar is written twice. */
function escaped(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$')
  if (Array.isArray(value)) return value.map(escaped)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, escaped(part)]))
}

export function entries<T>(
  things: Record<string, T>,
  write: (thing: T, name: string) => Fields,
): Fields {
  return Object.fromEntries(Object.entries(things).map(([key, thing]) => [key, write(thing, key)]))
}

/** A section where there is something in it. */
export const section = (name: string, fields: Fields): Fields =>
  Object.keys(fields).length > 0 ? { [name]: fields } : {}
