/** Walks the JSON Schema of labs: what may stand at a path, and what it means. */
import type { Path } from './outline.ts'

/** The parts of JSON Schema (draft 7) that the schema of labs uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  items?: Schema | Schema[]
  required?: string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

export type Shape = 'map' | 'list' | 'scalar'

/** Every form that a value at the path may have; empty where nothing is known. */
export function formsAt(root: Schema, path: Path): Schema[] {
  return path.reduce<Schema[]>(
    (forms, step) => forms.flatMap((form) => below(root, form, step)),
    forms(root, root),
  )
}

function below(root: Schema, form: Schema, step: string | number): Schema[] {
  if (typeof step === 'number') {
    const { items } = form
    return forms(root, Array.isArray(items) ? items[step] : items)
  }
  const { properties = {}, additionalProperties: others } = form
  if (Object.hasOwn(properties, step)) return forms(root, properties[step])
  return forms(root, typeof others === 'object' ? others : undefined)
}

/** A schema and its branches, each with the description of what it is a branch of unless it has its own. */
function forms(root: Schema, schema: Schema | undefined): Schema[] {
  if (schema === undefined) return []
  if (schema.$ref !== undefined) return forms(root, referred(root, schema.$ref))
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  const { description } = schema
  const inherited = branches.flatMap((branch) => forms(root, branch))
  const own = inherited.map((form) => (description ? { description, ...form } : form))
  return branches.length > 0 && schema.properties === undefined ? own : [schema, ...own]
}

function referred(root: Schema, pointer: string): Schema | undefined {
  const steps = pointer.replace(/^#\/?/, '').split('/').filter(Boolean)
  return steps.reduce<unknown>(
    (node, step) => (node as Record<string, unknown> | undefined)?.[step],
    root,
  ) as Schema | undefined
}

export function descriptionAt(root: Schema, path: Path): string | undefined {
  return formsAt(root, path).find(({ description }) => description !== undefined)?.description
}

/** Keys with fixed names that the forms allow, the required ones first. */
export function keysOf(forms: readonly Schema[]): string[] {
  const required = forms.flatMap((form) => form.required ?? [])
  const all = forms.flatMap((form) => Object.keys(form.properties ?? {}))
  return [...new Set([...required.filter((key) => all.includes(key)), ...all])]
}

/** Literal values that the forms allow. */
export function literalsOf(forms: readonly Schema[]): string[] {
  const values = forms.flatMap((form) => [
    ...(form.enum ?? []),
    ...(form.const === undefined ? [] : [form.const]),
    ...(form.type === 'boolean' ? [true, false] : []),
  ])
  return [...new Set(values.filter((value) => value !== null).map(String))]
}

/** How a value is best written: on the line of its key where any form is a scalar. */
export function shapeOf(forms: readonly Schema[]): Shape {
  const types = forms.flatMap(({ type }) => type ?? [])
  if (types.includes('object') && !types.some((type) => /string|number|integer/.test(type))) {
    return 'map'
  }
  const scalar = types.some((type) => type !== 'array' && type !== 'object' && type !== 'null')
  return types.includes('array') && !scalar ? 'list' : 'scalar'
}
