/** Parameters between the text and a form: how each is drawn, as one line of words. Pure. */
import type { Fields, Value } from '../../../labs/edit/value.ts'
import { isFields } from '../../../labs/edit/value.ts'

export interface ParamKind {
  /** The key in a lab. */
  kind: string
  label: string
  /** What the line holds. */
  help: string
  example: string
}

export const paramKinds: ParamKind[] = [
  { kind: 'pick', label: 'One of', help: 'Words, with commas between', example: 'blue, green' },
  { kind: 'number', label: 'A number', help: 'From and to', example: '8000 8999' },
  { kind: 'subnet', label: 'A subnet', help: 'A /24 of this range', example: '10.20.0.0/16' },
  { kind: 'word', label: 'A word', help: 'Letters it has', example: '6' },
  { kind: 'hex', label: 'Hex digits', help: 'How many', example: '8' },
]

export function kindOf(spec: Value | undefined): string {
  const key = isFields(spec) ? Object.keys(spec)[0] : undefined
  return paramKinds.find(({ kind }) => kind === key)?.kind ?? 'pick'
}

export function lineOf(spec: Value | undefined): string {
  const value = isFields(spec) ? spec[kindOf(spec)] : undefined
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (isFields(value)) return [value['min'], value['max']].map((end) => String(end ?? '')).join(' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function specOf(kind: string, line: string): Fields {
  const numbers = (line.match(/-?\d+/g) ?? []).map(Number)
  if (kind === 'number')
    return { number: { min: numbers[0] ?? 0, max: numbers[1] ?? numbers[0] ?? 0 } }
  if (kind === 'subnet') return { subnet: line.trim() }
  if (kind === 'word' || kind === 'hex') return { [kind]: numbers[0] ?? 6 }
  const words = line.split(',').map((word) => word.trim())
  return { pick: words.filter((word) => word !== '') }
}

export const exampleOf = (kind: string): string =>
  paramKinds.find((one) => one.kind === kind)?.example ?? ''
