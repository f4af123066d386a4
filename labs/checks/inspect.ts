import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { flag, wholeNumber } from '../topology/scalars.ts'
import { patternField } from './matching.ts'
import { must } from './must.ts'
import {
  look,
  namesOneThing,
  oneThing,
  queryFields,
  queryMentions,
  showValue,
  subjectOf,
} from './query.ts'

const fields = z
  .strictObject({
    ...queryFields,
    equals: z.unknown().optional(),
    contains: z.unknown().optional(),
    excludes: z.unknown().optional(),
    matches: patternField.optional(),
    count: wholeNumber().optional(),
    exists: flag.optional(),
  })
  .refine(namesOneThing, oneThing)
  .refine((args) => tests.some(({ key }) => args[key] !== undefined), {
    message: 'This check says nothing about the value.',
    params: {
      code: 'no-condition',
      advice: 'Add equals, contains, excludes, matches, count or exists.',
    },
  })
type Args = z.output<typeof fields>

interface Test {
  key: 'equals' | 'contains' | 'excludes' | 'matches' | 'count' | 'exists'
  words(wanted: unknown): string
  holds(value: unknown, wanted: unknown): boolean
}

/** Numbers and words that are written alike are alike: a lab's parameters are always text. */
function alike(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'object' ? JSON.stringify(value) : String(value)
  return plain(one) === plain(other)
}

function holdsItem(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => alike(item, wanted))
  if (typeof value === 'string') return value.includes(String(wanted))
  return typeof value === 'object' && value !== null && Object.hasOwn(value, String(wanted))
}

function sizeOf(value: unknown): number {
  if (value === null) return 0
  if (Array.isArray(value) || typeof value === 'string') return value.length
  return typeof value === 'object' ? Object.keys(value as object).length : 1
}

const tests: readonly Test[] = [
  { key: 'equals', words: (wanted) => `is ${showValue(wanted)}`, holds: alike },
  { key: 'contains', words: (wanted) => `holds ${showValue(wanted)}`, holds: holdsItem },
  {
    key: 'excludes',
    words: (wanted) => `does not hold ${showValue(wanted)}`,
    holds: (value, wanted) => !holdsItem(value, wanted),
  },
  {
    key: 'matches',
    words: (wanted) => `matches ${String(wanted)}`,
    holds: (value, wanted) => value !== null && new RegExp(String(wanted)).test(showValue(value)),
  },
  {
    key: 'count',
    words: (wanted) => `has ${String(wanted)} of them`,
    holds: (value, wanted) => sizeOf(value) === wanted,
  },
  {
    key: 'exists',
    words: (wanted) => (wanted === true ? 'exists' : 'does not exist'),
    holds: (value, wanted) => (value !== null) === wanted,
  },
]

export const inspect = defineCheck<Args>({
  kind: 'inspect',
  summary: 'What docker inspect says about a container, network, volume or image',
  fields,
  describe: (args) => {
    const { kind, name } = subjectOf(args)
    return `\`${args.path}\` of ${kind} \`${name}\` ${wordsOf(args)}`
  },
  mentions: (args) => queryMentions(args),
  live: true,
  run,
  example: { container: 'web', path: 'State.Status', equals: 'running' },
})

function asked(args: Args): Test[] {
  return tests.filter(({ key }) => args[key] !== undefined)
}

function wordsOf(args: Args): string {
  return asked(args)
    .map(({ key, words }) => words(args[key]))
    .join(' and ')
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const looked = await look(args, probe)
  const expected = wordsOf(args)
  if (!looked.there) {
    return fail(expected, `no ${looked.label}`, `There is no ${looked.label} to look at.`)
  }
  const { value, label } = looked
  const wrong = asked(args).find(({ key, holds }) => !holds(value, args[key]))
  const found = value === null ? 'nothing' : showValue(value)
  if (wrong === undefined) {
    return pass(expected, found, `\`${args.path}\` of ${label} ${expected}.`)
  }
  const should = must(wrong.words(args[wrong.key]))
  return fail(expected, found, `\`${args.path}\` of ${label} is ${found}, and ${should}.`)
}
