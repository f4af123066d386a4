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
import { flag, wholeNumber } from '../topology/scalars.ts'
import { excerpt, textConditions, unmet, wordsOf } from './matching.ts'
import { must } from './must.ts'
import { describePlace, placeField, placeMentions, placeOf } from './place.ts'
import { capitalise } from './subject.ts'

const fields = z
  .strictObject({
    at: placeField.describe('host1:/path, or a path in a container or volume'),
    ...textConditions,
    type: z.enum(['file', 'directory', 'symlink']).optional(),
    mode: z
      .union([z.string().regex(/^0?[0-7]{3,4}$/, 'is not a mode such as 0640'), z.number()])
      .optional(),
    owner: wholeNumber().optional().describe('User id'),
    exists: flag.optional(),
    absent: flag.optional(),
  })
  .describe('Nothing but `at` asks that it exists')
type Args = z.output<typeof fields>

export const file = defineCheck<Args>({
  kind: 'file',
  summary: 'Whether a file is there, what it holds and whose it is',
  fields,
  describe: (args) => `${describePlace(args.at)} ${expectation(args)}`,
  mentions: ({ at }) => placeMentions(at, 'at'),
  live: true,
  run,
  example: { at: { container: 'web', path: '/etc/hostname' }, matches: '.' },
})

function wantsAbsence({ exists, absent }: Args): boolean {
  return absent === true || exists === false
}

function expectation(args: Args): string {
  if (wantsAbsence(args)) return 'does not exist'
  const parts = [
    ...attributes
      .filter(({ wanted }) => wanted(args) !== undefined)
      .map(({ words }) => words(args)),
    wordsOf(args),
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'exists' : parts.join(' and ')
}

/** What the entry itself says, without its content. */
const attributes: readonly {
  wanted(args: Args): unknown
  words(args: Args): string
  holds(entry: FileEntry, args: Args): boolean
  found(entry: FileEntry): string
}[] = [
  {
    wanted: ({ type }) => type,
    words: ({ type }) => `is a ${type}`,
    holds: (entry, { type }) => entry.type === type,
    found: ({ type }) => `type ${type}`,
  },
  {
    wanted: ({ mode }) => mode,
    words: ({ mode }) => `has mode ${octal(mode)}`,
    holds: (entry, { mode }) => octal(entry.mode.toString(8)) === octal(mode),
    found: ({ mode }) => `mode ${octal(mode.toString(8))}`,
  },
  {
    wanted: ({ owner }) => owner,
    words: ({ owner }) => `belongs to user ${owner}`,
    holds: (entry, { owner }) => entry.uid === owner,
    found: ({ uid }) => `owner ${uid}`,
  },
]

/** A mode is read as it is written: 640, 0640 and "0640" are one. */
function octal(mode: string | number | undefined): string {
  return String(mode)
    .replace(/^0+(?=\d{3})/, '')
    .padStart(4, '0')
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const [label, expected] = [describePlace(args.at), expectation(args)]
  const where = await placeOf(args.at, probe)
  if ('trouble' in where) {
    return fail(
      expected,
      where.trouble,
      `${capitalise(where.trouble)}, so there is no file to look at.`,
    )
  }
  const listing = await probe.list(where.place)
  if (wantsAbsence(args)) return absence(listing, label)
  if (!listing.found) {
    const why =
      listing.reason === 'missing' ? 'does not exist' : `cannot be read: ${listing.detail}`
    return fail(expected, why, `${label} ${why}.`)
  }
  const entry = listing.entries.find(({ path }) => path === '') ?? listing.entries[0]
  const wrong = entry && wrongAttribute(args, entry)
  if (wrong !== undefined) {
    return fail(expected, wrong.found, `${label} ${must(wrong.words)}, and has ${wrong.found}.`)
  }
  if (wordsOf(args) === '') return pass(expected, 'exists', `${label} ${expected}.`)
  return content(args, where.place, label, expected, probe)
}

function absence(listing: Listing, label: string): Finding {
  const gone = !listing.found && listing.reason === 'missing'
  return gone
    ? pass('does not exist', 'does not exist', `${label} does not exist, as it should be.`)
    : fail('does not exist', 'exists', `${label} exists, and should be gone.`)
}

function wrongAttribute(args: Args, entry: FileEntry) {
  const wrong = attributes.find(
    ({ wanted, holds }) => wanted(args) !== undefined && !holds(entry, args),
  )
  return wrong && { words: wrong.words(args), found: wrong.found(entry) }
}

async function content(
  args: Args,
  place: Place,
  label: string,
  expected: string,
  probe: Probe,
): Promise<Finding> {
  const read = await probe.read(place)
  if (!read.found) return fail(expected, read.detail, `${label} cannot be read: ${read.detail}.`)
  const wrong = unmet(args, read.text)
  const found = excerpt(read.text) || 'empty'
  if (wrong === undefined) return pass(expected, found, `${label} ${expected}.`)
  return fail(expected, found, `${label} is there, but it ${must(wrong)}.`)
}
