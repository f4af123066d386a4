import { isFields } from '../edit/value.ts'
import type { Value } from '../edit/value.ts'

/** Text that looks like a lab's parameter is written so that it stays as it is. */
export function literally(value: Value): Value {
  if (typeof value === 'string') return value.split('${').join('$${')
  if (Array.isArray(value)) return value.map(literally)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literally(item)]))
}
