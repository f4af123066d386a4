/** A new YAML text for a value, as an author would lay it out: parts of several lines have a line of space above. */
import { parse } from 'yaml'
import { entry } from './render.ts'
import type { Style } from './render.ts'
import { meansTheSame } from './value.ts'
import type { Fields, Value } from './value.ts'

/** `older`: for readers of YAML 1.1, as Docker is one. */
export function newText(value: Fields, older = false): string {
  const pretty = lines(value, { step: 2, listsIndented: true, safe: false, older })
  if (meansTheSame((parse(pretty) ?? {}) as Value, value)) return pretty
  return lines(value, { step: 2, listsIndented: true, safe: true })
}

function lines(value: Fields, style: Style): string {
  const parts = Object.entries(value).map(([key, part]) => entry(key, part, 0, style))
  if (parts.length === 0) return '{}\n'
  const spaced = parts.map((part, index) => (index > 0 && part.includes('\n') ? `\n${part}` : part))
  return `${spaced.join('\n')}\n`
}
