/** What the schema finds wrong, in an author's words. */
import type { z } from 'zod'
import { composeInstead, composeKeys } from '../topology/compose.ts'
import { isCode, wrongKey, wrongValue, type Path, type Problem } from './diagnostics.ts'
import { knownKeys } from './known-keys.ts'
import { labJsonSchema } from './schema.ts'
import { isRecord } from './substitute.ts'
import { advise } from './suggest.ts'

type Issue = z.core.$ZodIssue

/** `schema`: the JSON Schema to take what is legal from. */
export function shapeProblems(
  issues: readonly Issue[],
  data: unknown,
  schema: Record<string, unknown> = labJsonSchema(),
): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, issue.path, data, schema))
}

function problemsOf(issue: Issue, path: Path, data: unknown, schema: Schema): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MOST_KEYS).map((key) => unknownKey([...path, key], key, schema))
  }
  if (issue.code === 'invalid_union') return unionProblems(issue.errors, path, data, schema)
  return [problemOf(issue, path, data, schema)]
}

type Schema = Record<string, unknown>

/** A map of a thousand unknown keys is one mistake, not a thousand. */
const MOST_KEYS = 50

/** A union is wrong in the way of the branch that was meant: the one that took the value's own kind. */
function unionProblems(
  branches: readonly (readonly Issue[])[],
  path: Path,
  data: unknown,
  schema: Schema,
): Problem[] {
  const meant = branches
    .filter((issues) => !issues.some((issue) => issue.path.length === 0 && isMismatch(issue)))
    .sort((one, other) => one.length - other.length)[0]
  if (meant !== undefined) {
    const unknown = meant.filter(({ code }) => code === 'unrecognized_keys')
    return (unknown.length > 0 ? unknown : meant).flatMap((issue) =>
      problemsOf(issue, [...path, ...issue.path], data, schema),
    )
  }
  if (valueAt(data, path) === undefined) return [missing(path, schema)]
  const legal = branches.flatMap((issues) => issues.flatMap(legalOf))
  const found = said(valueAt(data, path))
  const message = `${named(path)} is ${found}, which is not legal here.`
  return [wrongValue('wrong-type', path, message, `Legal is ${orList([...new Set(legal)])}.`)]
}

function isMismatch({ code }: Issue): boolean {
  return code === 'invalid_type' || code === 'invalid_value'
}

function legalOf(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [kindWords[issue.expected] ?? issue.expected]
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return issue.code === 'invalid_union' ? issue.errors.flatMap((list) => list.flatMap(legalOf)) : []
}

function problemOf(issue: Issue, path: Path, data: unknown, schema: Schema): Problem {
  const value = valueAt(data, path)
  if (isMismatch(issue) && value === undefined) return missing(path, schema)
  if (issue.code === 'invalid_type') {
    const expected = kindWords[issue.expected] ?? issue.expected
    const message = `${named(path)} should be ${expected}, and is ${said(value)}.`
    return wrongValue('wrong-type', path, message, `Write ${expected}.`)
  }
  if (issue.code === 'invalid_value') {
    const legal = issue.values.map(String)
    const message = `${named(path)} cannot be \`${String(value)}\`.`
    return wrongValue('bad-value', path, message, advise(String(value), legal, 'Legal here'))
  }
  if (issue.code === 'custom') return refused(issue, path)
  const problem = limits(issue) ?? issue.message
  return wrongValue('bad-value', path, `${named(path)} ${problem}.`, adviceOn(problem))
}

/** What to write, by what is wrong with a scalar. */
const scalarAdvice: Record<string, string> = {
  'is not a whole number': 'Write digits only, such as 8080.',
  'is not a number': 'Write a number, such as 0.5.',
  'is not a size': 'Write a number with a unit, such as 64m or 1g.',
  'is not a duration': 'Write seconds, or a number with a unit: 500ms, 10s, 1m.',
  'is not a number of failures': 'Write a number, or `2 failures`.',
  'is not a mode': 'Write an octal mode, such as "0640".',
  'is not a restart policy': 'Legal here: no, always, unless-stopped, on-failure, on-failure:3.',
  'is not an absolute path': 'Begin it with a slash.',
  'is not host:/path': 'Write host1:/path, or an absolute path where the lab has one host.',
  'must be at least': 'Choose a larger number.',
  'must be at most': 'Choose a smaller number.',
  'must not be empty': 'Fill it in, or remove the key.',
}

function adviceOn(problem: string): string {
  const [known] = Object.keys(scalarAdvice)
    .filter((start) => problem.startsWith(start))
    .sort((one, other) => other.length - one.length)
  return (known && scalarAdvice[known]) ?? 'Correct the value.'
}

/** A refinement brings its own code and advice. */
function refused(issue: z.core.$ZodIssueCustom, path: Path): Problem {
  const { code, advice } = issue.params ?? {}
  const known = isCode(code) ? code : 'bad-value'
  const own = typeof advice === 'string'
  const message = own ? issue.message : `${named(path)} ${issue.message}.`
  return wrongValue(known, path, message, own ? advice : adviceOn(issue.message))
}

function limits(issue: Issue): string | undefined {
  if (issue.code === 'too_small') {
    const empty = issue.origin === 'string' || issue.origin === 'array'
    return empty ? 'must not be empty' : `must be at least ${String(issue.minimum)}`
  }
  if (issue.code === 'too_big') return `must be at most ${String(issue.maximum)}`
  if (issue.code !== 'invalid_format') return undefined
  return issue.format === 'starts_with' ? 'is not an absolute path' : undefined
}

function missing(path: Path, schema: Schema): Problem {
  const parent = path.slice(0, -1)
  const key = String(path.at(-1) ?? '')
  const where = parent.length === 0 ? 'This lab' : named(parent)
  const legal = knownKeys(schema, parent)
  return wrongKey(
    'missing-key',
    parent,
    `${where} lacks \`${key}\`.`,
    `Add \`${key}:\`. Keys here: ${legal.join(', ')}.`,
  )
}

function unknownKey(path: Path, key: string, schema: Schema): Problem {
  const legal = knownKeys(schema, path.slice(0, -1))
  const family = String(path.at(-3) ?? '')
  const compose = Object.hasOwn(composeKeys, family) ? composeKeys[family] : undefined
  if (compose?.has(key) === true) {
    const message = `\`${key}\` is a key of Compose that labs do not have.`
    const instead = Object.hasOwn(composeInstead, key) ? `${composeInstead[key]} ` : ''
    return wrongKey('compose-key', path, message, `${instead}Keys here: ${legal.join(', ')}.`)
  }
  return wrongKey(
    'unknown-key',
    path,
    `\`${key}\` is not a key here.`,
    advise(key, legal, 'Keys here'),
  )
}

const kindWords: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
}

function said(value: unknown): string {
  if (value === null || value === undefined) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  return typeof value === 'string' ? 'text' : `\`${String(value)}\``
}

function named(path: Path): string {
  const key = [...path].reverse().find((segment) => typeof segment === 'string')
  const index = path.at(-1)
  const which = typeof index === 'number' ? `Number ${index + 1} of ` : ''
  return key === undefined ? 'This lab' : `${which}\`${String(key)}\``
}

function orList(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, segment) => {
    if (Array.isArray(value)) return (value as unknown[])[Number(segment)]
    return isRecord(value) && Object.hasOwn(value, segment) ? value[String(segment)] : undefined
  }, data)
}
