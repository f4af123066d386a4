/** A lab's text as the commands see it: where hosts, things, goals and checks stand. Reads any text, legal or not. */
import { checkKind } from '../checks/index.ts'
import type { Mention } from '../define.ts'
import { goalKeys } from '../format/schema.ts'
import { isFields } from './value.ts'
import type { Fields, Path, Value } from './value.ts'

export type Kind = 'network' | 'volume' | 'container' | 'service' | 'secret'
export interface Thing {
  host: string
  kind: Kind
  name: string
}

export const sections: Record<Kind, string> = {
  network: 'networks',
  volume: 'volumes',
  container: 'containers',
  service: 'services',
  secret: 'secrets',
}
export const kinds = Object.keys(sections) as Kind[]

export const fieldsOf = (value: Value | undefined): Fields => (isFields(value) ? value : {})
export const listOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : [])

export function pathOf({ host, kind, name }: Thing): string[] {
  return ['hosts', host, sections[kind], name]
}

export function layoutKey({ host, kind, name }: Thing): string {
  return `${host}/${kind}:${name}`
}

export function hostNames(lab: Value): string[] {
  return Object.keys(fieldsOf(fieldsOf(lab)['hosts']))
}

/** A host's part of the lab: its start, or what a step wants of it. */
export interface Section {
  host: string
  path: Path
  fields: Fields
  /** The step whose goal it is; undefined for the start. */
  step?: number
}

export function startOf(lab: Value): Section[] {
  const hosts = fieldsOf(fieldsOf(lab)['hosts'])
  return Object.entries(hosts).map(([host, fields]) => ({
    host,
    path: ['hosts', host],
    fields: fieldsOf(fields),
  }))
}

export function stepsOf(lab: Value): Fields[] {
  return listOf(fieldsOf(lab)['steps']).map(fieldsOf)
}

/** Goals by host; what a goal says without a host is about the first. */
export function goalsOf(lab: Value): Section[] {
  const first = hostNames(lab)[0]
  return stepsOf(lab).flatMap((step, index) => {
    const path: Path = ['steps', index, 'goal']
    const entries = Object.entries(fieldsOf(step['goal']))
    const bare = entries.filter(([key]) => goalKeys.includes(key))
    const fields = Object.fromEntries(bare)
    return [
      ...(bare.length > 0 && first !== undefined
        ? [{ host: first, path, fields, step: index }]
        : []),
      ...entries
        .filter(([key]) => !goalKeys.includes(key))
        .map(([host, goal]) => ({
          host,
          path: [...path, host],
          fields: fieldsOf(goal),
          step: index,
        })),
    ]
  })
}

/** Names of a kind that a host has from the start or is to get in a step. */
export function namesIn(lab: Value, host: string, kind: Kind): string[] {
  return [...startOf(lab), ...goalsOf(lab)]
    .filter((section) => section.host === host)
    .flatMap((section) => Object.keys(fieldsOf(section.fields[sections[kind]])))
}

export interface Check {
  step: number
  path: Path
  kind: string
  args: Value
  mentions: Mention[]
}

/** Checks with what they mention; one that is not legal mentions nothing. */
export function checksOf(lab: Value): Check[] {
  return stepsOf(lab).flatMap((step, index) =>
    listOf(step['checks']).flatMap((item, number) => {
      const found = Object.entries(fieldsOf(item)).find(([key]) => checkKind(key) !== undefined)
      if (found === undefined) return []
      const [kind, args] = found
      const path = ['steps', index, 'checks', number]
      return [{ step: index, path, kind, args, mentions: mentionsOf(kind, args) }]
    }),
  )
}

function mentionsOf(name: string, args: Value): Mention[] {
  const kind = checkKind(name)
  if (kind === undefined) return []
  const read = kind.fields.safeParse(args)
  if (read.success) return kind.mentions(args)
  const filled = withNumbers(
    args,
    read.error.issues.map(({ path }) => path),
  )
  if (kind.fields.safeParse(filled).success) return kind.mentions(filled)
  const spelled = withWords(args)
  if (!kind.fields.safeParse(spelled).success) return []
  return kind.mentions(spelled).map((mention) => ({ ...mention, text: unspelled(mention.text) }))
}

/** A parameter may stand inside of an expression, where `${net}` would be no name and a word is one. */
function withWords(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll(/\$\{(\w+)\}/g, 'param__$1__')
  if (Array.isArray(value)) return value.map(withWords)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withWords(part)]))
}

function unspelled(text: string): string {
  return text.replaceAll(/param__(\w+?)__/g, '${$1}')
}

/** A parameter may stand where a number belongs; while a lab is edited it has no value yet, and any will do. */
function withNumbers(args: Value, wrong: PropertyKey[][]): Value {
  const keys = new Set(wrong.map(([key]) => key))
  const isParameter = (value: Value) => typeof value === 'string' && /\$\{\w+\}/.test(value)
  return Object.fromEntries(
    Object.entries(fieldsOf(args)).map(([key, value]) => [
      key,
      keys.has(key) && isParameter(value) ? 1 : value,
    ]),
  )
}

/** How a step is called in a sentence. */
export function stepLabel(lab: Value, index: number): string {
  const step = stepsOf(lab)[index]
  return `step “${String(step?.['id'] ?? index + 1)}”`
}
