/** Form fields from the schema of a thing: one control for each property, read from and written to a lab. Pure. */
import { z } from 'zod'
import type { Kind } from '../../../labs/edit/index.ts'
import { isFields, type Fields, type Value } from '../../../labs/edit/value.ts'
import { driverKinds } from '../../../labs/drivers/index.ts'
import { hostFields } from '../../../labs/format/schema.ts'
import { containerFields, networkFields, volumeFields } from '../../../labs/topology/fields.ts'
import { secretFields, serviceFields } from '../../../labs/topology/swarm-fields.ts'
import { fromYaml, toYaml } from './yaml.ts'

export type Control = 'flag' | 'choice' | 'text' | 'number' | 'words' | 'list' | 'map' | 'yaml'

/** What has a form: a thing of a host, or a host. */
export type FormKind = Kind | 'host'

export interface FormField {
  key: string
  label: string
  control: Control
  options: string[]
  /** Sentences for people, not names and values. */
  prose?: boolean
}

const schemas: Record<FormKind, z.ZodObject> = {
  host: hostFields,
  container: containerFields,
  network: networkFields,
  volume: volumeFields,
  service: serviceFields,
  secret: secretFields,
}

interface Shape {
  type?: string
  enum?: unknown[]
  anyOf?: Shape[]
  items?: Shape
}

/** What has rows of its own beside the form. */
const apart: Record<FormKind, string[]> = {
  host: ['wires', 'files', 'networks', 'volumes', 'containers', 'services', 'secrets'],
  container: ['networks', 'volumes', 'volumes_from', 'tmpfs'],
  network: ['ipam'],
  volume: [],
  service: ['networks', 'volumes'],
  secret: [],
}

/** Legal words where the schema knows a pattern only. */
const suggested: Partial<Record<FormKind, Record<string, string[]>>> = {
  container: {
    network_mode: ['bridge', 'host', 'none'],
    restart: ['no', 'always', 'unless-stopped', 'on-failure'],
  },
  network: {
    driver: driverKinds.filter(({ role }) => role === 'driver').map(({ name }) => name),
  },
  volume: { driver: ['local'] },
}

/** In the order of the schema. */
export function fieldsFor(kind: FormKind): FormField[] {
  const schema = z.toJSONSchema(schemas[kind], { io: 'input', unrepresentable: 'any' })
  return Object.entries(schema.properties ?? {}).flatMap(([key, shape]): FormField[] => {
    if (apart[kind].includes(key)) return []
    const options = (shape as Shape).enum?.map(String) ?? suggested[kind]?.[key] ?? []
    return [{ key, label: labelOf(key), control: controlOf(key, shape as Shape), options }]
  })
}

function labelOf(key: string): string {
  const words = key.replaceAll('_', ' ')
  const known: Record<string, string> = { tty: 'TTY', cpus: 'CPUs', 'enable ipv6': 'IPv6' }
  return known[words] ?? `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}

function controlOf(key: string, shape: Shape): Control {
  if (shape.enum) return 'choice'
  const forms = flat(shape)
  const has = (type: string) => forms.some((form) => form.type === type)
  if (has('boolean') && !has('object') && !has('array')) return 'flag'
  if (has('object') && has('array') && key !== 'ports') return 'map'
  if (key === 'command' || key === 'entrypoint') return 'words'
  if (has('object') && !has('array')) return 'yaml'
  if (has('array')) return 'list'
  return has('number') || has('integer') ? 'number' : 'text'
}

function flat(shape: Shape): Shape[] {
  return shape.anyOf ? shape.anyOf.flatMap(flat) : [shape]
}

/** A property as it is shown in its control. */
export function show({ control }: FormField, value: Value | undefined): string {
  if (value === undefined || value === null) return ''
  if (control === 'yaml') return toYaml(value)
  if (control === 'map' && isFields(value)) {
    return Object.entries(value)
      .map(([key, item]) => `${key}=${plain(item)}`)
      .join('\n')
  }
  if (Array.isArray(value)) {
    return control === 'words' ? value.map(quoted).join(' ') : value.map(plain).join('\n')
  }
  return plain(value)
}

const plain = (value: Value): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

function quoted(value: Value): string {
  const text = plain(value)
  return /[\s'"]/.test(text) ? JSON.stringify(text) : text
}

/** What was typed as it is written in a lab; undefined takes the property out. Throws where YAML cannot be read. */
export function read({ control }: FormField, typed: string): Value | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  if (control === 'yaml') return fromYaml(typed)
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  if (control === 'flag') return text === 'true'
  if (control === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (control === 'list') return lines
  if (control === 'words') return argv(text)
  if (control !== 'map') return text
  const entries = lines.map((line): [string, Value] => {
    const at = line.indexOf('=')
    return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
  })
  return Object.fromEntries(entries)
}

/** Words as a shell would part them, quotes taken off. */
function argv(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double?.replaceAll(/\\(.)/g, '$1') ?? single ?? bare ?? '',
  )
}

/** What is wrong with a value, in words; undefined where it is legal. */
export function wrong(kind: FormKind, key: string, value: Value | undefined): string | undefined {
  if (value === undefined) return undefined
  const found = schemas[kind].safeParse({ [key]: value } satisfies Fields)
  if (found.success) return undefined
  const issue = found.error.issues[0]
  return (
    issue &&
    `${issue.message.replace(/^Invalid input$/, 'This cannot be read')}.`.replace('..', '.')
  )
}
