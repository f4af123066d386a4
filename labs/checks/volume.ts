/** What a volume holds, whether it equals something else, and whether it is older than the container that uses it. */
import { z } from 'zod'
import {
  defineCheck,
  fail,
  pass,
  type FileEntry,
  type Finding,
  type Listing,
  type Place,
  type Probe,
} from '../define.ts'
import { entriesBelow, differences } from './backup-content.ts'
import { excerpt, textConditions, unmet, wordsOf } from './matching.ts'
import { must } from './must.ts'
import { describePlace, placeField, placeMentions, placeOf } from './place.ts'
import { capitalise, mention } from './subject.ts'
import { flag } from '../topology/scalars.ts'
import { age } from './volume-age.ts'

const fields = z.strictObject({
  name: z.string().min(1).describe('The volume'),
  path: z.string().startsWith('/', 'is not an absolute path').optional(),
  ...textConditions,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 digest')
    .optional(),
  empty: flag.optional().describe('Whether there is nothing in it'),
  same: placeField
    .optional()
    .describe('Another volume, container path or host path of equal content'),
  olderThan: z
    .string()
    .min(1)
    .optional()
    .describe('A container that mounts it and was created after its content was written'),
})
type Args = z.output<typeof fields>

export const volume = defineCheck<Args>({
  kind: 'volume',
  summary: 'What a volume holds, and whether it was kept when its container was made anew',
  fields,
  describe: (args) => `${labelOf(args)} ${expectation(args)}`,
  mentions: ({ name, same, olderThan }) => [
    mention('volume', name, 'name'),
    ...(same === undefined ? [] : placeMentions(same, 'same')),
    ...(olderThan === undefined ? [] : [mention('container', olderThan, 'olderThan')]),
  ],
  live: true,
  run,
  example: { name: 'data', path: '/notes.txt', contains: 'hello', olderThan: 'db' },
})

function labelOf({ name, path }: Args): string {
  return describePlace({ volume: name, ...(path === undefined ? {} : { path }) })
}

function expectation(args: Args): string {
  const { sha256, empty, same, olderThan } = args
  const parts = [
    wordsOf(args),
    sha256 === undefined ? '' : `has the SHA-256 digest ${sha256.slice(0, 12)}…`,
    empty === undefined ? '' : empty ? 'is empty' : 'is not empty',
    same === undefined ? '' : `is the same as ${describePlace(same)}`,
    olderThan === undefined ? '' : `is older than container \`${olderThan}\`, which mounts it`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'is there' : parts.join(' and ')
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const [label, expected] = [labelOf(args), expectation(args)]
  const where = await placeOf({ volume: args.name, path: args.path }, probe)
  if ('trouble' in where) return fail(expected, where.trouble, `${capitalise(where.trouble)}.`)
  const listing = await probe.list(where.place)
  if (!listing.found) {
    const why = listing.reason === 'missing' ? 'is not there' : `cannot be read: ${listing.detail}`
    return fail(expected, why, `${label} ${why}.`)
  }
  for (const test of [content, digest, emptiness, equality, ageOf]) {
    const wrong = await test(args, where.place, listing, probe)
    if (wrong !== undefined) return fail(expected, wrong.found, `${label} ${wrong.sentence}.`)
  }
  const files = listing.entries.filter(({ type }) => type === 'file').length
  const found = `${files} ${files === 1 ? 'file' : 'files'}`
  return pass(expected, found, `${label} ${expected}.`)
}

type Listed = Extract<Listing, { found: true }>
type Wrong = { found: string; sentence: string } | undefined

function ageOf({ path, olderThan }: Args, place: Place, { entries }: Listed, probe: Probe) {
  if (olderThan === undefined || !('volume' in place)) return undefined
  return age({ place, entries, isWhole: path === undefined, olderThan }, probe)
}

/** The thing asked about itself; a volume's own root is a directory. */
function top({ entries }: Listed): FileEntry | undefined {
  return entries.find(({ path }) => path === '')
}

async function content(args: Args, place: Place, _: Listed, probe: Probe): Promise<Wrong> {
  if (wordsOf(args) === '') return undefined
  const read = await probe.read(place)
  if (!read.found) return { found: read.detail, sentence: `cannot be read: ${read.detail}` }
  const wrong = unmet(args, read.text)
  if (wrong === undefined) return undefined
  return { found: excerpt(read.text) || 'empty', sentence: `is there, but it ${must(wrong)}` }
}

async function digest({ sha256 }: Args, _: Place, listing: Listed): Promise<Wrong> {
  const found = top(listing)?.sha256 ?? ''
  if (sha256 === undefined || found === sha256) return Promise.resolve(undefined)
  const is = found === '' ? 'no file' : found.slice(0, 12)
  return { found: is, sentence: `has other content: its SHA-256 digest begins with ${is}` }
}

async function emptiness({ empty }: Args, _: Place, listing: Listed): Promise<Wrong> {
  const inside = listing.entries.filter(({ path }) => path !== '')
  if (empty === undefined || empty === (inside.length === 0)) return Promise.resolve(undefined)
  if (!empty) return { found: 'empty', sentence: 'is empty' }
  return { found: `${inside.length} entries`, sentence: `holds \`${inside[0]?.path ?? ''}\`` }
}

async function equality({ same }: Args, _: Place, listing: Listed, probe: Probe): Promise<Wrong> {
  if (same === undefined) return undefined
  const other = await placeOf(same, probe)
  if ('trouble' in other) return { found: other.trouble, sentence: `is alone: ${other.trouble}` }
  const listed = await probe.list(other.place)
  if (!listed.found) {
    return {
      found: listed.detail,
      sentence: `has nothing to equal: ${describePlace(same)} is not there`,
    }
  }
  const there = entriesBelow(listed.entries, '') ?? new Map<string, FileEntry>()
  const [first, ...more] = differences(listing.entries, there).map(asCopy)
  if (first === undefined) return undefined
  const found = more.length === 0 ? first : `${first}, and ${more.length} more`
  return { found, sentence: `differs from ${describePlace(same)}: ${found}` }
}

/** The words for differences are those of a backup. */
function asCopy(difference: string): string {
  return difference.replaceAll('in the archive', 'there').replaceAll('the archive', 'the other')
}
