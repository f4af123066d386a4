/** A part of a lab as a text of its own: for what has no form, such as daemon keys and services. Pure. */
import { newText } from '../../../labs/edit/new-text.ts'
import { readTree } from '../../../labs/edit/tree.ts'
import { isFields, type Value } from '../../../labs/edit/value.ts'

export function toYaml(value: Value): string {
  if (isFields(value)) return newText(value).trimEnd()
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Undefined where nothing is written. Throws a Refusal where the text cannot be read. */
export function fromYaml(text: string): Value | undefined {
  return readTree(text).value ?? undefined
}
