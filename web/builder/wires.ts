/** Names for new wires. Pure. */
import { freeName } from '../../labs/edit/index.ts'
import { fieldsOf, listOf } from '../../labs/edit/lab.ts'
import type { Value } from '../../labs/edit/value.ts'

/** `wire` is what a lab has that names none. */
export function freeWire(lab: Value): string {
  const named = listOf(fieldsOf(lab)['wires']).map(String)
  return freeName('wire2', [...named, 'wire'])
}
