/** `inspect`: a JMESPath into what the engine says about one thing. */
import jmespath from 'jmespath'
import { z } from 'zod'
import { ProbeError, type Mention, type Probe } from '../define.ts'
import { object } from '../topology/scalars.ts'
import { labelOf, mention, refOf } from './subject.ts'

declare module 'jmespath' {
  /** Left out of the published types. Throws where the text is not an expression. */
  export function compile(expression: string): unknown
}

const kinds = ['container', 'network', 'volume', 'image'] as const
type Kind = (typeof kinds)[number]

export const pathField = z
  .string()
  .min(1)
  .superRefine((path, context) => {
    const problem = problemOf(path)
    if (problem === undefined) return
    object(context, {
      code: 'bad-jmespath',
      message: `\`${path}\` is not a JMESPath: ${problem}.`,
      advice: 'Write a path such as State.Status or keys(NetworkSettings.Networks)[0].',
    })
  })

/** The functions of JMESPath with how many arguments each takes; the library only notices when it evaluates. */
const functions: ReadonlySet<string> = new Set(
  `abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null
  reverse sort sort_by starts_with sum to_array to_number to_string type values`.split(/\s+/),
)

function problemOf(path: string): string | undefined {
  try {
    const unknown = unknownFunction(jmespath.compile(path))
    return unknown === undefined ? undefined : `there is no function ${unknown}`
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
  }
}

function unknownFunction(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const { type, name } = node as { type?: unknown; name?: unknown }
  if (type === 'Function' && typeof name === 'string' && !functions.has(name)) return name
  return Object.values(node)
    .map(unknownFunction)
    .find((found) => found !== undefined)
}

/** The name of exactly one kind of thing, and a path. */
export const queryFields = {
  container: z.string().min(1).optional(),
  network: z.string().min(1).optional(),
  volume: z.string().min(1).optional(),
  image: z.string().min(1).optional(),
  path: pathField.describe('JMESPath into the answer of docker inspect'),
}

export type Query = { path: string } & Partial<Record<Kind, string | undefined>>

export function namesOneThing(query: Query): boolean {
  return kinds.filter((kind) => query[kind] !== undefined).length === 1
}

export const oneThing = {
  message: 'One thing must be named.',
  params: {
    code: 'not-one-thing',
    advice: 'Name exactly one container, network, volume or image.',
  },
}

export function subjectOf(query: Query): { kind: Kind; name: string } {
  const kind = kinds.find((candidate) => query[candidate] !== undefined)
  return { kind: kind ?? 'container', name: (kind && query[kind]) ?? '' }
}

export function queryMentions(query: Query, ...path: string[]): Mention[] {
  const { kind, name } = subjectOf(query)
  return [mention(kind, name, ...path, kind)]
}

const collection: Record<Kind, (name: string) => string> = {
  container: (name) => `/containers/${encodeURIComponent(name)}/json`,
  network: (name) => `/networks/${encodeURIComponent(name)}`,
  volume: (name) => `/volumes/${encodeURIComponent(name)}`,
  image: (name) => `/images/${name.split('/').map(encodeURIComponent).join('/')}/json`,
}

export type Looked =
  { there: true; label: string; value: unknown } | { there: false; label: string }

/** What the path leads to now; a path that leads nowhere gives null. */
export async function look(query: Query, probe: Probe): Promise<Looked> {
  const { kind, name } = subjectOf(query)
  const ref = refOf(name, probe)
  const label = `${kind} ${labelOf(ref, probe)}`
  const { status, body } = await probe.api(ref.host, collection[kind](ref.name))
  if (status === 404) return { there: false, label }
  if (status !== 200) throw new ProbeError(`the engine answered ${status} about the ${label}`)
  return { there: true, label, value: evaluate(body, query.path) }
}

/** An expression that does not fit what is there, such as keys(null), leads nowhere. */
function evaluate(body: unknown, path: string): unknown {
  try {
    return (jmespath.search(body, path) as unknown) ?? null
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

export function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
