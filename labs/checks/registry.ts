/** What was pushed: a repository with a tag in the run's own registry, or in one that answers on a host. */
import { z } from 'zod'
import { defineCheck, fail, pass, ProbeError, type Finding, type Probe } from '../define.ts'
import { flag } from '../topology/scalars.ts'
import { registryAnswer } from './registry-answer.ts'
import { labelOf, mention, refOf } from './subject.ts'

const fields = z.strictObject({
  image: z
    .string()
    .regex(/^[a-z0-9]+([._/-]+[a-z0-9]+)*(:[\w][\w.-]{0,127})?$/, 'is not a repository')
    .describe(
      'Repository and tag without the address, such as team/web:1.0; latest where left out',
    ),
  same: z.string().min(1).optional().describe('An image of a host that it must be'),
  at: z
    .string()
    .regex(/^[\w.-]+(:\d+)?$/, 'is not an address')
    .optional()
    .describe('Another registry, as the host calls it, such as localhost:5001'),
  from: z.string().min(1).optional().describe('The host that asks `at`'),
  absent: flag.optional(),
})
type Args = z.output<typeof fields>

export const registry = defineCheck<Args>({
  kind: 'registry',
  summary: 'What was pushed to a registry',
  fields,
  describe: (args) => `${placeOf(args)} ${expectation(args)}`,
  mentions: ({ same, from }) => [
    ...(same === undefined ? [] : [mention('image', same, 'same')]),
    ...(from === undefined ? [] : [mention('host', from, 'from')]),
  ],
  live: true,
  run,
  example: { image: 'team/web:1.0', same: 'team/web:1.0' },
})

function placeOf({ at }: Args): string {
  return at === undefined ? 'The registry' : `The registry at \`${at}\``
}

function expectation({ image, same, absent }: Args): string {
  if (absent === true) return `does not hold \`${image}\``
  return `holds \`${image}\`${same === undefined ? '' : `, the same as \`${same}\` here`}`
}

function split(image: string): { repository: string; tag: string } {
  const colon = image.lastIndexOf(':')
  return colon < 0
    ? { repository: image, tag: 'latest' }
    : { repository: image.slice(0, colon), tag: image.slice(colon + 1) }
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const { repository, tag } = split(args.image)
  const [place, expected] = [placeOf(args), expectation(args)]
  const manifest = await registryAnswer(args, `/${repository}/manifests/${tag}`, probe)
  if ('trouble' in manifest)
    return fail(expected, manifest.trouble, `${place} ${manifest.trouble}.`)
  const there = manifest.status === 200
  if (args.absent === true) {
    return there
      ? fail(expected, 'it is there', `${place} holds \`${args.image}\`, and should not.`)
      : pass(expected, 'not there', `${place} does not hold \`${args.image}\`, as it should be.`)
  }
  if (!there) return missing(args, expected, await tagsOf(args, repository, probe))
  if (args.same === undefined) return pass(expected, 'it is there', `${place} ${expected}.`)
  return compare({ ...args, same: args.same }, configOf(manifest.body), probe)
}

async function tagsOf(args: Args, repository: string, probe: Probe): Promise<string[]> {
  const listed = await registryAnswer(args, `/${repository}/tags/list`, probe)
  if ('trouble' in listed || listed.status !== 200) return []
  const tags = (listed.body as { tags?: unknown } | null)?.tags
  return Array.isArray(tags) ? tags.map(String).sort() : []
}

function missing(args: Args, expected: string, tags: string[]): Finding {
  const { repository, tag } = split(args.image)
  const place = placeOf(args)
  const address = args.at ?? 'registry:5000'
  if (tags.length === 0) {
    const sentence = `${place} holds no \`${repository}\` yet: was the image tagged \`${address}/${args.image}\` before the push?`
    return fail(expected, `no repository ${repository}`, sentence)
  }
  const list = tags.slice(0, 10).join(', ')
  const sentence = `${place} holds \`${repository}\` with the ${tags.length === 1 ? 'tag' : 'tags'} ${list}, and not ${tag}.`
  return fail(expected, `tags ${list}`, sentence)
}

/** The digest of an image's configuration is its id in an engine. */
function configOf(manifest: unknown): string {
  const digest = (manifest as { config?: { digest?: unknown } } | null)?.config?.digest
  if (typeof digest === 'string') return digest
  throw new ProbeError('the registry answered with a manifest of another kind')
}

async function compare(
  args: Args & { same: string },
  pushed: string,
  probe: Probe,
): Promise<Finding> {
  const expected = expectation(args)
  const ref = refOf(args.same, probe)
  const label = `image ${labelOf(ref, probe)}`
  const path = `/images/${ref.name.split('/').map(encodeURIComponent).join('/')}/json`
  const { status, body } = await probe.api(ref.host, path)
  if (status === 404) {
    return fail(expected, `no ${label}`, `There is no ${label} on ${ref.host} to compare with.`)
  }
  const id = (body as { Id?: unknown } | null)?.Id
  if (status !== 200 || typeof id !== 'string') {
    throw new ProbeError(`the engine answered ${status} about the ${label}`)
  }
  if (id === pushed) return pass(expected, short(id), `${placeOf(args)} ${expected}.`)
  const sentence = `\`${args.image}\` in the registry is another image (${short(pushed)}) than ${label} (${short(id)}): push again after the last build.`
  return fail(expected, short(pushed), sentence)
}

function short(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12)
}
