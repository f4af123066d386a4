/** A check's fields → what a form asks for: read from the JSON Schema of the same zod schema that the lab is checked by. */
import { z } from 'zod'
import type { CheckKind } from '../../../labs/define.ts'
import { namesFor, type Named } from './names.ts'

export interface FormField {
  key: string
  label: string
  help: string
  required: boolean
  input: Input
}

export type Input =
  | { is: 'text'; names: Named[] }
  | { is: 'long' }
  | { is: 'number' }
  | { is: 'yesno' }
  | { is: 'choice'; choices: string[] }
  | { is: 'lines'; names: Named[] }
  | { is: 'group'; fields: FormField[] }
  | { is: 'either'; options: { label: string; input: Input }[] }
  /** Any value: text, a number, true or false, or JSON. */
  | { is: 'any' }

interface Schema {
  type?: string | string[]
  enum?: string[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  description?: string
}

export function formOf(kind: CheckKind): FormField[] {
  return groupOf(kind.kind, z.toJSONSchema(kind.fields, { io: 'input' }) as Schema)
}

/** `kind`: of the check; some keys mean another thing in each. */
function groupOf(kind: string, schema: Schema): FormField[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).map(([key, property]) => ({
    key,
    label: labels[key] ?? key.charAt(0).toUpperCase() + key.slice(1),
    help: property.description ?? '',
    required: required.has(key),
    input: inputOf(kind, key, property),
  }))
}

/** Keys whose bare name would not say enough. */
const labels: Record<string, string> = {
  in: 'In',
  of: 'Copy of',
  at: 'Where',
  oneOf: 'One of',
  ask: 'Question',
  from: 'From',
}

const long = new Set(['run', 'ask'])

function inputOf(kind: string, key: string, schema: Schema): Input {
  const { type, anyOf } = schema
  if (schema.enum !== undefined) return { is: 'choice', choices: schema.enum }
  if (anyOf !== undefined) return eitherOf(kind, key, anyOf)
  if (schema.properties !== undefined) return { is: 'group', fields: groupOf(kind, schema) }
  if (type === 'array')
    return schema.items?.type === 'object'
      ? { is: 'any' }
      : { is: 'lines', names: namesFor(kind, key) }
  if (type === 'string' && long.has(key)) return { is: 'long' }
  if (type === 'string') return { is: 'text', names: namesFor(kind, key) }
  return { is: 'any' }
}

function eitherOf(kind: string, key: string, schemas: Schema[]): Input {
  const types = schemas.map(({ type }) => type)
  if (types.includes('boolean')) return { is: 'yesno' }
  if (types.includes('number')) return isCount(schemas) ? { is: 'number' } : plainText
  const groups = schemas.filter(({ properties }) => properties !== undefined)
  // A list of words is for the text; a form writes the line for a shell.
  if (groups.length === 0) return inputOf(kind, key, { type: 'string' })
  return {
    is: 'either',
    options: schemas.map((schema) => ({
      label: schema.properties === undefined ? 'On a host' : optionLabel(schema),
      input: inputOf(optionKind(schema, kind), '', schema),
    })),
  }
}

const plainText: Input = { is: 'text', names: [] }

/** A file's mode is digits too, but `0644` must stay as it is written. */
const isCount = (schemas: Schema[]) =>
  schemas.some((schema) => 'pattern' in schema && schema.pattern === '^-?\\d+$')

/** Where an answer comes from is asked as a check of that kind would ask. */
const optionKind = ({ properties }: Schema, kind: string) =>
  Object.keys(properties ?? {})[0] === 'layers' ? 'layers' : kind

const optionLabel = ({ properties }: Schema) => {
  const first = Object.keys(properties ?? {})[0] ?? ''
  const known: Record<string, string> = {
    container: 'In a container',
    volume: 'In a volume',
    inspect: 'docker inspect',
    exec: 'A command’s output',
  }
  return known[first] ?? first
}
