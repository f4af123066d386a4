/** What a container mounts, where, and how. */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { flag } from '../topology/scalars.ts'
import type { MountState } from '../topology/state.ts'
import { containerOf, mention } from './subject.ts'

const fields = z.strictObject({
  container: z.string().min(1),
  target: z.string().startsWith('/', 'is not an absolute path'),
  type: z.enum(['volume', 'bind', 'tmpfs']).optional(),
  source: z.string().min(1).optional().describe('A volume’s name, or a path on the host'),
  anonymous: flag.optional().describe('Whether the volume has no name of its own'),
  read_only: flag.optional(),
  sharedWith: z.string().min(1).optional().describe('A container with the same mount'),
  absent: flag.optional(),
})
type Args = z.output<typeof fields>

export const mount = defineCheck<Args>({
  kind: 'mount',
  summary: 'What a container mounts where, and whether it may write there',
  fields,
  describe: (args) => `\`${args.container}\` ${expectation(args)}`,
  mentions: ({ container, sharedWith }) => [
    mention('container', container, 'container'),
    ...(sharedWith === undefined ? [] : [mention('container', sharedWith, 'sharedWith')]),
  ],
  live: true,
  run,
  example: { container: 'db', target: '/dbdata', type: 'volume', source: 'data', read_only: false },
})

function expectation(args: Args): string {
  const { target, read_only: readOnly, sharedWith, absent } = args
  if (absent === true) return `mounts nothing at \`${target}\``
  return [
    `mounts ${wantedSource(args)} at \`${target}\``,
    readOnly === undefined ? '' : readOnly ? 'read-only' : 'to read and write',
    sharedWith === undefined ? '' : `as \`${sharedWith}\` does`,
  ]
    .filter((part) => part !== '')
    .join(', ')
}

function wantedSource({ type, source, anonymous }: Args): string {
  if (anonymous === true) return 'an anonymous volume'
  if (source !== undefined) return `${type === undefined ? '' : `the ${type} `}\`${source}\``
  return type === undefined ? 'something' : `a ${type}`
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const { label, state } = await containerOf(args.container, probe)
  if (state === undefined) {
    return fail(expected, 'no container', `There is no container ${label} yet.`)
  }
  const found = at(state.mounts, args.target)
  if (args.absent === true) {
    return found === undefined
      ? pass(expected, 'nothing', `${label} ${expected}.`)
      : fail(expected, words(found), `${label} mounts ${words(found)}, and should not.`)
  }
  if (found === undefined) return nothingThere(args, label, state.mounts)
  const wrong = difference(args, found) ?? (await unshared(args, found, probe))
  const is = words(found)
  if (wrong === undefined) return pass(expected, is, `${label} mounts ${is}.`)
  return fail(expected, is, `${label} mounts ${is}, and ${wrong}.`)
}

function at(mounts: readonly MountState[], target: string): MountState | undefined {
  const plain = (path: string) => path.replace(/(?<=.)\/+$/, '')
  return mounts.find((mount) => plain(mount.target) === plain(target))
}

function nothingThere(args: Args, label: string, mounts: readonly MountState[]): Finding {
  const targets = mounts.map(({ target }) => `\`${target}\``).join(', ')
  const instead = targets === '' ? 'it mounts nothing' : `it mounts something at ${targets} only`
  const sentence = `${label} mounts nothing at \`${args.target}\`: ${instead}. A mount is given when a container is created.`
  return fail(expectation(args), targets === '' ? 'no mounts' : targets, sentence)
}

function isAnonymous({ type, source }: MountState): boolean {
  return type === 'volume' && /^[0-9a-f]{64}$/.test(source)
}

function words(mount: MountState): string {
  const source = isAnonymous(mount)
    ? 'an anonymous volume'
    : mount.type === 'tmpfs'
      ? 'a tmpfs'
      : `the ${mount.type === 'bind' ? 'host path' : 'volume'} \`${mount.source}\``
  return `${source} at \`${mount.target}\`${mount.readOnly ? ', read-only' : ', to read and write'}`
}

function difference(args: Args, mount: MountState): string | undefined {
  const { type, source, anonymous, read_only: readOnly } = args
  if (type !== undefined && mount.type !== type) return `should mount a ${type} there`
  if (source !== undefined && mount.source !== source) return `should mount \`${source}\` there`
  if (anonymous !== undefined && isAnonymous(mount) !== anonymous) {
    return anonymous ? 'should mount an anonymous volume' : 'should mount a volume with a name'
  }
  if (readOnly !== undefined && mount.readOnly !== readOnly) {
    return readOnly ? 'should not be able to write there' : 'should be able to write there'
  }
  return undefined
}

async function unshared(
  { sharedWith, target }: Args,
  mount: MountState,
  probe: Probe,
): Promise<string | undefined> {
  if (sharedWith === undefined) return undefined
  const { label, state } = await containerOf(sharedWith, probe)
  if (state === undefined) return `there is no container ${label} to share it with`
  const other = at(state.mounts, target)
  if (other === undefined) return `${label} mounts nothing there`
  const same = other.type === mount.type && other.source === mount.source && mount.type !== 'tmpfs'
  return same ? undefined : `${label} mounts ${words(other)}`
}
