/** Which keys are legal at a place, read from the JSON Schema so that advice and schema never differ. */
import { isRecord } from './substitute.ts'
import type { Path } from './diagnostics.ts'

type Schema = Record<string, unknown>

export function knownKeys(schema: Schema, path: Path): string[] {
  const nodes = path.reduce<Schema[]>(
    (from, segment) => from.flatMap((node) => below(node, segment)),
    alternatives(schema),
  )
  return [...new Set(nodes.flatMap((node) => Object.keys(recordOf(node['properties']))))]
}

function below(node: Schema, segment: PropertyKey): Schema[] {
  if (typeof segment === 'number') return alternatives(node['items'])
  const properties = recordOf(node['properties'])
  const key = String(segment)
  if (Object.hasOwn(properties, key)) return alternatives(properties[key])
  return alternatives(node['additionalProperties'])
}

function alternatives(schema: unknown): Schema[] {
  if (!isRecord(schema)) return []
  const branches = [schema['anyOf'], schema['oneOf'], schema['allOf']].flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  )
  return [schema, ...branches.flatMap(alternatives)]
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}
