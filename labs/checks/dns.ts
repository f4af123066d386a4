import { z } from 'zod'
import { defineCheck, fail, inconclusive, pass, type Finding, type Probe } from '../define.ts'
import { isAddress } from '../topology/addresses.ts'
import { mention } from './subject.ts'
import { addressesOf, endOf, whyApart, type End } from './vantage.ts'

const fields = z.strictObject({
  from: z.string().min(1).describe('A container, or a host'),
  name: z.string().min(1).describe('The name to look up'),
  expect: z.string().min(1).describe('A container (one of its addresses), an address, or none'),
})
type Args = z.output<typeof fields>

export const dns = defineCheck<Args>({
  kind: 'dns',
  summary: 'What a name is resolved to',
  fields,
  describe: ({ from, name, expect }) =>
    expect === 'none'
      ? `\`${from}\` does not find the name \`${name}\``
      : `In \`${from}\` the name \`${name}\` leads to \`${expect}\``,
  mentions: ({ from, expect }) => [
    mention('container', from, 'from'),
    ...(expect === 'none' || isAddress(expect) ? [] : [mention('container', expect, 'expect')]),
  ],
  live: true,
  run: (args, probe) => (args.expect === 'none' ? findsNothing(args, probe) : leadsTo(args, probe)),
  example: { from: 'db', name: 'web', expect: 'web' },
})

async function leadsTo(args: Args, probe: Probe): Promise<Finding> {
  const finding = await lookUp(args, probe)
  if (finding.verdict === 'pass') return finding
  const { from, name, expect: to } = args
  return { ...finding, unreached: { from, to, protocol: 'name', name } }
}

async function lookUp({ from, name, expect }: Args, probe: Probe): Promise<Finding> {
  const [asker, target] = [await endOf(from, probe), await endOf(expect, probe)]
  const expected = `the address of ${target.label}`
  const trouble = asker.trouble ?? target.trouble
  if (trouble !== undefined) {
    return fail(
      expected,
      trouble,
      `The name \`${name}\` cannot lead to ${target.label}: ${trouble}.`,
    )
  }
  const [found, wanted] = [
    await resolve(asker, name, probe),
    await addressesOf(target, asker, probe),
  ]
  const right = found.find((address) => wanted.includes(address))
  if (right !== undefined) {
    return pass(
      expected,
      right,
      `In ${asker.label} the name \`${name}\` leads to ${target.label} at ${right}.`,
    )
  }
  if (found.length === 0) {
    const why = whyApart(asker, target)
    const reason = why === '' ? '' : `: ${why}`
    return fail(
      expected,
      'no address',
      `${asker.label} does not find the name \`${name}\`${reason}.`,
    )
  }
  const list = found.join(', ')
  return fail(
    expected,
    list,
    `In ${asker.label} the name \`${name}\` leads to ${list}, which is not ${target.label}.`,
  )
}

/** A name that nobody finds proves something only where the asking works. */
async function findsNothing({ from, name }: Args, probe: Probe): Promise<Finding> {
  const asker = await endOf(from, probe)
  if (asker.trouble !== undefined) {
    return fail('no address', asker.trouble, `Nothing can be looked up: ${asker.trouble}.`)
  }
  const found = await resolve(asker, name, probe)
  if (found.length > 0) {
    const list = found.join(', ')
    return fail(
      'no address',
      list,
      `In ${asker.label} the name \`${name}\` leads to ${list}, and should lead nowhere.`,
    )
  }
  if ((await resolve(asker, 'localhost', probe)).length === 0) {
    const trouble = `${asker.label} finds no name at all, not even localhost`
    return inconclusive('no address', trouble, `This could not be shown: ${trouble}.`)
  }
  return pass(
    'no address',
    'no address',
    `${asker.label} does not find the name \`${name}\`, as it should be.`,
  )
}

async function resolve({ at }: End, name: string, probe: Probe): Promise<string[]> {
  if (at === undefined) return []
  return (await probe.reach(at, { kind: 'resolve', name })).addresses ?? []
}
