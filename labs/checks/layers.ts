/** What an image is made of: its layers, whose layers it shares, and how it was built. */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { wholeNumber } from '../topology/scalars.ts'
import { instructionsOf, notBuilt } from './dockerfile.ts'
import { imageOf, type ImageFacts } from './image-facts.ts'
import { onHost } from './place.ts'
import { mention } from './subject.ts'

const fields = z
  .strictObject({
    image: z.string().min(1),
    on: z.string().min(1).optional().describe('An image whose layers are all below its own'),
    shares: z.string().min(1).optional().describe('An image with which it has layers in common'),
    atLeast: wholeNumber(1).optional().describe('How many layers at least'),
    own: wholeNumber(0).optional().describe('With `on`: how many layers it adds, exactly'),
    history: z.string().min(1).optional().describe('Text in one line of docker history'),
    built: z
      .string()
      .regex(/^([a-zA-Z0-9][\w.-]*:)?\//, 'is not host:/path')
      .optional()
      .describe('host1:/path of the Dockerfile it was built from'),
  })
  .refine(({ image: _, ...asked }) => Object.values(asked).some((it) => it !== undefined), {
    message: 'This check says nothing about the image.',
    params: { code: 'no-condition', advice: 'Add on, shares, atLeast, history or built.' },
  })
type Args = z.output<typeof fields>

export const layers = defineCheck<Args>({
  kind: 'layers',
  summary: 'What layers an image has, shares and was built from',
  fields,
  describe: (args) => `Image \`${args.image}\` ${expectation(args)}`,
  mentions: ({ image, on, shares }) => [
    mention('image', image, 'image'),
    ...(on === undefined ? [] : [mention('image', on, 'on')]),
    ...(shares === undefined ? [] : [mention('image', shares, 'shares')]),
  ],
  live: true,
  run,
  example: { image: 'web', on: 'busybox', built: '/root/web/Dockerfile' },
})

function expectation({ on, shares, atLeast, own, history, built }: Args): string {
  const adds = own === undefined ? '' : ` and adds ${own} of its own`
  return [
    on === undefined ? '' : `is made on the layers of \`${on}\`${adds}`,
    shares === undefined ? '' : `shares layers with \`${shares}\``,
    atLeast === undefined ? '' : `has ${atLeast} layers or more`,
    history === undefined ? '' : `has “${history}” in its history`,
    built === undefined ? '' : `is built from \`${built}\` as it is now`,
  ]
    .filter((part) => part !== '')
    .join(' and ')
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const image = await imageOf(args.image, probe)
  if (image === undefined) {
    return fail(expected, 'no such image', `There is no image \`${args.image}\` yet.`)
  }
  for (const test of [base, common, count, told, builtFrom]) {
    const wrong = await test(args, image, probe)
    if (wrong !== undefined) return fail(expected, wrong, `Image \`${args.image}\` ${wrong}.`)
  }
  const found = `${image.layers.length} layers`
  return pass(expected, found, `Image \`${args.image}\` ${expected}.`)
}

type Test = (args: Args, image: ImageFacts, probe: Probe) => Promise<string | undefined>

const base: Test = async ({ on, own }, image, probe) => {
  if (on === undefined) return undefined
  const below = await imageOf(on, probe)
  if (below === undefined) return `cannot be compared: there is no image \`${on}\``
  const shared = inCommon(image, below)
  if (shared < below.layers.length) {
    return `is not made on \`${on}\`: only ${shared} of its ${below.layers.length} layers are below`
  }
  const added = image.layers.length - shared
  return own === undefined || added === own
    ? undefined
    : `adds ${added} ${added === 1 ? 'layer' : 'layers'} to \`${on}\`, and should add ${own}`
}

const common: Test = async ({ shares }, image, probe) => {
  if (shares === undefined) return undefined
  const other = await imageOf(shares, probe)
  if (other === undefined) return `cannot be compared: there is no image \`${shares}\``
  return inCommon(image, other) > 0 ? undefined : `has no layer in common with \`${shares}\``
}

const count: Test = ({ atLeast }, { layers: list }) =>
  Promise.resolve(
    atLeast === undefined || list.length >= atLeast
      ? undefined
      : `has ${list.length} ${list.length === 1 ? 'layer' : 'layers'}, and should have ${atLeast} or more`,
  )

const told: Test = async ({ history }, image) => {
  if (history === undefined) return undefined
  const lines = await image.history()
  return lines.some((line) => line.includes(history))
    ? undefined
    : `has no “${history}” in its history; look with \`docker history --no-trunc\``
}

const builtFrom: Test = async ({ built }, image, probe) => {
  if (built === undefined) return undefined
  const read = await probe.read(onHost(built, probe))
  if (!read.found)
    return `cannot be compared: \`${built}\` ${read.reason === 'missing' ? 'is not there' : 'cannot be read'}`
  const wrong = notBuilt(instructionsOf(read.text), await image.history())
  return wrong && `was not built from \`${built}\` as it is now: ${wrong}. Build it again`
}

function inCommon(one: ImageFacts, other: ImageFacts): number {
  const differs = one.layers.findIndex((layer, index) => layer !== other.layers[index])
  return differs < 0 ? one.layers.length : differs
}
