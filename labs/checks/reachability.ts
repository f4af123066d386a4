/**
 * What ping, tcp and http have in common. "Cannot reach" is believed only with positive controls: the asking
 * side can reach something, and the other side answers from somewhere.
 */
import { z } from 'zod'
import {
  fail,
  inconclusive,
  pass,
  type Finding,
  type Probe,
  type Reach,
  type Reached,
} from '../define.ts'
import { addressesOf, endOf, whyApart, type End } from './vantage.ts'
import { capitalise } from './subject.ts'

export const expectField = z.enum(['reachable', 'unreachable']).optional()
export type Expect = z.output<typeof expectField>

export interface Question {
  from: string
  to: string
  expect: Expect
  /** What is tried at an address. */
  attempt(address: string): Reach
  /** What is reached, such as "port 5000 of"; empty for the thing itself. */
  part: string
}

interface Tried {
  address: string
  reached: Reached
}

/** What came of asking: a finding where nothing more is to be looked at, or the answer that came. */
export type Asked = { finding: Finding } | { from: End; to: End; answer: Tried }

/** For a kind whose question ends with being reached. */
export async function reachability(question: Question, probe: Probe): Promise<Finding> {
  const asked = await askReach(question, probe)
  if ('finding' in asked) return asked.finding
  const { from, to, answer } = asked
  const { object, expected } = expectation(question, from, to)
  const where = answer.address === to.label ? '' : ` at ${answer.address}`
  return pass(expected, `answered${where}`, `${from.label} reaches ${object}${where}.`)
}

/** Finds for itself everything but a reachable side that answered as it should. */
export async function askReach(question: Question, probe: Probe): Promise<Asked> {
  const [from, to] = [await endOf(question.from, probe), await endOf(question.to, probe)]
  const { object, negative, expected } = expectation(question, from, to)
  const trouble = from.trouble ?? to.trouble
  if (trouble !== undefined) {
    return { finding: unreached(question, fail(expected, trouble, `${negative}: ${trouble}.`)) }
  }
  const tried = await tryAll(question, from, to, probe)
  const answer = tried.find(({ reached }) => reached.ok)
  if (question.expect === 'unreachable') {
    const finding = answer
      ? fail(
          expected,
          `answered at ${answer.address}`,
          `${from.label} reaches ${object} at ${answer.address}, and should not.`,
        )
      : await confirmApart(question, from, to, probe)
    return { finding }
  }
  if (answer !== undefined) return { from, to, answer }
  const why = whyApart(from, to) || detailOf(tried)
  return { finding: unreached(question, fail(expected, why, `${negative}: ${why}.`)) }
}

/** Names the way that should have been open, for whoever looks for the broken hop. */
function unreached(question: Question, finding: Finding): Finding {
  const { from, to, expect } = question
  if (expect === 'unreachable') return finding
  const tried = question.attempt('0.0.0.0')
  const port = portOf(tried)
  const protocol = port === undefined ? 'icmp' : 'tcp'
  return {
    ...finding,
    unreached: { from, to, protocol, ...(port === undefined ? {} : { port }) },
  }
}

function portOf(tried: Reach): number | undefined {
  if (tried.kind === 'tcp') return tried.port
  return tried.kind === 'http' ? Number(new URL(tried.url).port || 80) : undefined
}

/** The expected state in words, whole and in parts. */
function expectation(question: Question, from: End, to: End) {
  const object = `${question.part}${question.part === '' ? '' : ' '}${to.label}`
  const negative = `${from.label} cannot reach ${object}`
  const positive = `${from.label} reaches ${object}`
  return { object, negative, expected: question.expect === 'unreachable' ? negative : positive }
}

async function tryAll(question: Question, from: End, to: End, probe: Probe): Promise<Tried[]> {
  const { at } = from
  if (at === undefined) return []
  const addresses = await addressesOf(to, from, probe)
  return Promise.all(
    addresses.map(async (address) => ({
      address,
      reached: await probe.reach(at, question.attempt(address)),
    })),
  )
}

function detailOf(tried: Tried[]): string {
  const [first] = tried
  if (first === undefined) return 'it is on no network'
  const tail = first.reached.detail.trim().split('\n').at(-1) ?? ''
  return `${first.address} does not answer${tail === '' ? '' : ` (${tail})`}`
}

/** Nothing answered, and nothing should. Is that because the two are apart, or because something is broken? */
async function confirmApart(
  question: Question,
  from: End,
  to: End,
  probe: Probe,
): Promise<Finding> {
  const { object, negative, expected } = expectation(question, from, to)
  const [sends, answers] = await Promise.all([
    canSend(from, probe),
    answersAnywhere(question, to, from, probe),
  ])
  if (!sends) {
    const found = `${from.label} reaches nothing at all, not even itself`
    return inconclusive(expected, found, `This could not be shown: ${found}.`)
  }
  if (!answers) {
    const found = `${object} does not answer from anywhere`
    return inconclusive(
      expected,
      found,
      `${capitalise(found)}, so nothing can be said about ${from.label}.`,
    )
  }
  const why = whyApart(from, to)
  return pass(expected, 'no answer', `${negative}, as it should be${why === '' ? '' : `: ${why}`}.`)
}

/** The first control: its gateway, or else itself. */
async function canSend(from: End, probe: Probe): Promise<boolean> {
  const gateways = Object.values(from.state?.endpoints ?? {}).map(({ gateway }) => gateway)
  return anyAnswers([...gateways.filter((gateway) => gateway !== ''), '127.0.0.1'], (address) =>
    from.at === undefined
      ? Promise.resolve(undefined)
      : probe.reach(from.at, { kind: 'ping', address, count: 1 }),
  )
}

/** The second control: the same attempt from where the other side itself is, or from the host. */
async function answersAnywhere(
  question: Question,
  to: End,
  from: End,
  probe: Probe,
): Promise<boolean> {
  const at = to.at ?? (from.at && { host: from.at.host })
  if (at === undefined) return false
  const addresses = to.at === undefined ? [to.label] : await addressesOf(to, to, probe)
  const local = to.at === undefined ? [] : ['127.0.0.1']
  return anyAnswers([...addresses, ...local], (address) =>
    probe.reach(at, question.attempt(address)),
  )
}

async function anyAnswers(
  addresses: string[],
  reach: (address: string) => Promise<Reached | undefined>,
): Promise<boolean> {
  for (const address of [...new Set(addresses)]) {
    if ((await reach(address))?.ok === true) return true
  }
  return false
}
