/** A backup is believed when the archive is there, readable, and holds what the volume holds. */
import { z } from 'zod'
import {
  defineCheck,
  fail,
  pass,
  type FileEntry,
  type Finding,
  type Place,
  type Probe,
} from '../define.ts'
import { own } from '../topology/names.ts'
import type { MountState } from '../topology/state.ts'
import { bareName, differences, entriesBelow } from './backup-content.ts'
import { describePlace, onHost, placeMentions } from './place.ts'
import { containerOf, labelOf, mention, refOf } from './subject.ts'

const absolute = z.string().startsWith('/', 'is not an absolute path')

const fields = z.strictObject({
  archive: z
    .string()
    .regex(/^([a-zA-Z0-9][\w.-]*:)?\//, 'is not host:/path')
    .describe('host1:/path of a tar archive, plain or gzip'),
  of: z.union([
    z.strictObject({ container: z.string().min(1), path: absolute }),
    z.strictObject({ volume: z.string().min(1), path: absolute.optional() }),
  ]),
  paths: z
    .array(absolute)
    .min(1)
    .optional()
    .describe('What the archive must hold; tar leaves out the leading slash'),
})
type Args = z.output<typeof fields>

export const backup = defineCheck<Args>({
  kind: 'backup',
  summary: 'Whether an archive holds what a volume holds',
  fields,
  describe: (args) =>
    `\`${args.archive}\` is a backup of ${pathsOf(args)
      .map((path) => `\`${path}\``)
      .join(' and ')} ${ownerOf(args)}`,
  mentions: ({ archive, of }) => [
    ...placeMentions(archive, 'archive'),
    'container' in of
      ? mention('container', of.container, 'of', 'container')
      : mention('volume', of.volume, 'of', 'volume'),
  ],
  live: true,
  run,
  example: {
    archive: '/root/backup.tar',
    of: { container: 'dbstore', path: '/dbdata' },
    paths: ['/dbdata'],
  },
})

function pathsOf({ of, paths }: Args): string[] {
  return paths ?? [of.path ?? '/']
}

function ownerOf({ of }: Args): string {
  return 'container' in of ? `of \`${of.container}\`` : `of volume \`${of.volume}\``
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const label = describePlace(args.archive)
  const expected = `an archive of ${pathsOf(args).join(', ')} as it is now`
  const archive = await probe.archive(onHost(args.archive, probe))
  if (!archive.found) {
    const missing = archive.reason === 'missing'
    const why = missing ? 'does not exist' : `is no archive that tar can read (${archive.detail})`
    return fail(expected, why, `${label} ${why}${missing ? ' yet' : ''}.`)
  }
  let files = 0
  for (const path of pathsOf(args)) {
    const compared = await compare(args, path, archive.entries, probe)
    if ('wrong' in compared)
      return fail(expected, compared.wrong, `${label} is no full backup: ${compared.wrong}.`)
    files += compared.files
  }
  const found = `${files} ${files === 1 ? 'file' : 'files'}, all equal`
  return pass(expected, found, `${label} holds ${pathsOf(args).join(' and ')}: ${found}.`)
}

async function compare(
  args: Args,
  path: string,
  archive: readonly FileEntry[],
  probe: Probe,
): Promise<{ files: number } | { wrong: string }> {
  const source = await sourceOf(args, path, probe)
  if ('trouble' in source) return { wrong: source.trouble }
  const listing = await probe.list(source.place)
  if (!listing.found) return { wrong: `${path} ${ownerOf(args)} is ${listing.reason}` }
  const archived = entriesBelow(archive, path)
  if (archived === undefined) return { wrong: `it does not hold \`${bareName(path)}\`` }
  const [first, ...more] = differences(listing.entries, archived)
  if (first === undefined) {
    return { files: listing.entries.filter(({ type }) => type === 'file').length }
  }
  return { wrong: more.length === 0 ? first : `${first}, and ${more.length} more` }
}

/** Where the original of an archived path is. A container's path is looked up in its mounts, named or not. */
async function sourceOf(
  { of }: Args,
  path: string,
  probe: Probe,
): Promise<{ place: Place } | { trouble: string }> {
  if ('volume' in of) {
    const ref = refOf(of.volume, probe)
    if (own((await probe.observe(ref.host)).volumes, ref.name) === undefined) {
      return { trouble: `there is no volume ${labelOf(ref, probe)}` }
    }
    return { place: { host: ref.host, volume: ref.name, path: of.path ?? '/' } }
  }
  const { at, label, state } = await containerOf(of.container, probe)
  if (state === undefined) return { trouble: `there is no container ${label}` }
  const mount = mountAbove(state.mounts, path)
  if (mount === undefined) return { trouble: `${label} has no volume at ${path}` }
  const rest = path.slice(mount.target === '/' ? 0 : mount.target.length)
  const place =
    mount.type === 'volume'
      ? { host: at.host, volume: mount.source, path: rest || '/' }
      : { host: at.host, path: mount.source + rest }
  return { place }
}

function mountAbove(mounts: readonly MountState[], path: string): MountState | undefined {
  return mounts
    .filter(
      ({ type, target }) =>
        type !== 'tmpfs' && `${path}/`.startsWith(`${target}/`.replace('//', '/')),
    )
    .sort((one, other) => other.target.length - one.target.length)[0]
}
