/** Whether a published port answers from outside its host: from the wire, as the browser's side finds it. */
import { z } from 'zod'
import {
  defineCheck,
  fail,
  inconclusive,
  pass,
  type Finding,
  type Probe,
  type Reached,
} from '../define.ts'
import { wholeNumber } from '../topology/scalars.ts'
import type { PortState } from '../topology/state.ts'
import { hostOf } from './engine.ts'
import { expectField } from './reachability.ts'
import { absence, containerOf, mention } from './subject.ts'

const fields = z
  .strictObject({
    container: z.string().min(1).optional().describe('Whose port is published'),
    target: wholeNumber(1, 65_535).optional().describe('The port inside the container'),
    published: wholeNumber(1, 65_535).optional().describe('The port on the host'),
    host: z.string().min(1).optional().describe('Where no container is named'),
    path: z.string().startsWith('/').optional().describe('Asks for a page'),
    contains: z.string().optional().describe('Text that the page must hold'),
    expect: expectField.describe('reachable unless said otherwise'),
  })
  .refine(({ container, published }) => container !== undefined || published !== undefined, {
    message: 'This check names neither a container nor a published port.',
    params: { code: 'not-one-thing', advice: 'Name a container, a published port, or both.' },
  })
type Args = z.output<typeof fields>

export const port = defineCheck<Args>({
  kind: 'port',
  summary: 'Whether a published port answers from outside the host',
  fields,
  describe: (args) => `${words(args)} ${expectation(args)}`,
  mentions: ({ container, host }) => [
    ...(container === undefined ? [] : [mention('container', container, 'container')]),
    ...(host === undefined ? [] : [mention('host', host, 'host')]),
  ],
  live: true,
  run,
  example: { container: 'web', target: 5000, published: 8080, path: '/', contains: 'Hello' },
})

function words({ container, target, published }: Args): string {
  const of = container === undefined ? '' : ` of \`${container}\``
  if (target !== undefined) {
    return `Port ${target}${of}${published === undefined ? '' : `, published as ${published},`}`
  }
  return published === undefined ? `The published port${of}` : `Port ${published}${of}`
}

function expectation({ path, contains, expect }: Args): string {
  if (expect === 'unreachable') return 'does not answer from outside the host'
  const page = path === undefined && contains === undefined ? '' : ` with a page`
  const text = contains === undefined ? '' : ` that holds “${contains}”`
  return `answers from outside the host${page}${text}`
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const found = await portOf(args, probe)
  if ('trouble' in found) return fail(expected, found.trouble, `${found.sentence}.`)
  const { host, number, label } = found
  const outside = await attempt(args, host, number, probe)
  if (args.expect === 'unreachable') return closed(args, found, outside, probe)
  const where = `${outside.address}:${number}`
  if (!outside.ok) {
    const last = outside.detail.trim().split('\n').at(-1) ?? ''
    const why = loopback(found.port) ?? `nothing answers there (${last})`
    const finding = fail(
      expected,
      why,
      `${label} does not answer from outside at ${where}: ${why}.`,
    )
    return inward(args, found, finding)
  }
  if (args.contains !== undefined && !(outside.body ?? '').includes(args.contains)) {
    const without = `a page without “${args.contains}” (status ${outside.status ?? 0})`
    return fail(expected, without, `${label} answers at ${where} with ${without}.`)
  }
  return pass(expected, `answered at ${where}`, `${label} answers from outside at ${where}.`)
}

/** From the host to its container is the part of the way that the container's owner made. */
function inward({ container }: Args, { host, port }: Published, finding: Finding): Finding {
  if (container === undefined || port === undefined || loopback(port) !== undefined) return finding
  const way = { from: host, to: container, protocol: 'tcp' as const, port: port.target }
  return { ...finding, unreached: way }
}

interface Published {
  host: string
  number: number
  label: string
  port?: PortState
}

/** Which port of which host is meant, or why there is none. */
async function portOf(
  args: Args,
  probe: Probe,
): Promise<Published | { trouble: string; sentence: string }> {
  const { container, target, published } = args
  if (container === undefined) {
    const number = published ?? 0
    return { host: hostOf(args.host, probe), number, label: `Port ${number}` }
  }
  const subject = await containerOf(container, probe)
  const trouble = absence(subject)
  if (trouble !== undefined || subject.state === undefined) {
    return { trouble: trouble ?? '', sentence: `Nothing can answer: ${trouble ?? ''}` }
  }
  const { ports } = subject.state
  const fits = (port: PortState) =>
    (target === undefined || port.target === target) &&
    (published === undefined || port.published === published)
  const port = ports.find(fits)
  if (port !== undefined) {
    const label = `Port ${port.target} of ${subject.label}`
    return { host: subject.at.host, number: port.published, label, port }
  }
  const is = ports.map((one) => `${one.published} → ${one.target}`).join(', ')
  const found = is === '' ? 'publishes no port' : `publishes ${is}`
  const wanted = [
    target === undefined ? '' : ` ${target}`,
    published === undefined ? '' : ` as ${published}`,
  ]
  const sentence = `${subject.label} ${found}, and should publish its port${wanted.join('')}; ports are given when a container is created`
  return { trouble: found, sentence }
}

function attempt({ path, contains }: Args, host: string, number: number, probe: Probe) {
  return path === undefined && contains === undefined
    ? probe.dial(host, { kind: 'tcp', port: number })
    : probe.dial(host, { kind: 'http', port: number, path: path ?? '/' })
}

function loopback(port: PortState | undefined): string | undefined {
  if (port === undefined || !/^127\./.test(port.hostIp)) return undefined
  return `it is published on ${port.hostIp} only, which is the host itself`
}

/** Silence outside means something only where the port answers on the host itself. */
async function closed(
  args: Args,
  { host, number, label, port }: Published,
  outside: Reached & { address: string },
  probe: Probe,
): Promise<Finding> {
  const expected = expectation(args)
  if (outside.ok) {
    const where = `${outside.address}:${number}`
    return fail(expected, `answered at ${where}`, `${label} answers at ${where}, and should not.`)
  }
  const address = port !== undefined && /^127\./.test(port.hostIp) ? port.hostIp : '127.0.0.1'
  const inside = await probe.reach({ host }, { kind: 'tcp', address, port: number })
  if (inside.ok) {
    return pass(expected, 'no answer', `${label} answers on the host itself, and not from outside.`)
  }
  const found = `${label} does not answer on the host itself either`
  return inconclusive(expected, found, `${found}, so nothing can be said about outside.`)
}
