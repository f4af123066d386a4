/** What is typed into a form ↔ the values of a lab. Empty means that nothing is said. */
import type { Fields, Value } from '../../../labs/edit/index.ts'
import type { Input } from './form.ts'

/** What a plain control shows for a value. */
export function shown(value: Value | undefined, { is }: Input): string {
  if (value === undefined || value === null) return ''
  if (is === 'lines' && Array.isArray(value)) return value.map(String).join('\n')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What is meant by a control's text; undefined takes the key out. */
export function meant(text: string, { is }: Input): Value | undefined {
  if (text.trim() === '') return undefined
  if (is === 'lines') return text.split('\n').filter((line) => line.trim() !== '')
  if (is === 'number') return /^-?\d+$/.test(text.trim()) ? Number(text) : text
  if (is === 'yesno') return text === 'true'
  if (is === 'any') return scalar(text)
  return text
}

function scalar(text: string): Value {
  if (!/^(-?\d+(\.\d+)?|true|false|null|[[{].*)$/s.test(text.trim())) return text
  try {
    return JSON.parse(text) as Value
  } catch {
    return text
  }
}

/** The fields with one of them set or, with undefined, taken out. */
export function withField(fields: Fields, key: string, value: Value | undefined): Fields {
  if (value !== undefined) return { ...fields, [key]: value }
  const { [key]: _, ...others } = fields
  return others
}

/** Which of several shapes a value has: the one that shares its keys. */
export function optionOf(value: Value | undefined, input: Input & { is: 'either' }): number {
  const keys =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value)
      : undefined
  const found = input.options.findIndex(({ input: option }) =>
    option.is === 'group'
      ? keys?.some((key) => option.fields.some((field) => field.key === key))
      : keys === undefined && value !== undefined,
  )
  return Math.max(0, found)
}
