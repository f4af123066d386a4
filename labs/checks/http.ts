import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { wholeNumber } from '../topology/scalars.ts'
import { askReach, expectField, type Question } from './reachability.ts'
import { ends } from './subject.ts'

const fields = z.strictObject({
  from: z.string().min(1).describe('A container, or a host'),
  to: z.string().min(1).describe('A container, a host, or an address'),
  port: wholeNumber(1, 65_535).optional().describe('80 unless said otherwise'),
  path: z.string().startsWith('/').optional(),
  status: wholeNumber(100, 599).optional().describe('Any status below 400 unless said otherwise'),
  contains: z.string().optional().describe('Text that the answer must hold'),
  expect: expectField.describe('reachable unless said otherwise'),
})
type Args = z.output<typeof fields>

export const http = defineCheck<Args>({
  kind: 'http',
  summary: 'What a web server answers',
  fields,
  describe: (args) => {
    if (args.expect === 'unreachable') {
      return `\`${args.from}\` cannot reach ${pageOf(args)} \`${args.to}\``
    }
    return `\`${args.from}\` gets ${wanted(args)} from ${pageOf(args)} \`${args.to}\``
  },
  mentions: ends,
  live: true,
  run,
  example: { from: 'host1', to: 'web', port: 5000, path: '/', status: 200, contains: 'Hello' },
})

async function run(args: Args, probe: Probe): Promise<Finding> {
  const asked = await askReach(question(args), probe)
  if ('finding' in asked) return asked.finding
  const { reached, address } = asked.answer
  const { status = 0, body = '' } = reached
  const { from, to } = asked
  const found = `status ${status} from ${address}`
  const place = `${pageOf(args)} ${to.label}`
  const right = args.status === undefined ? status >= 100 && status < 400 : status === args.status
  if (!right) {
    return fail(wanted(args), found, `${from.label} gets status ${status} from ${place}.`)
  }
  if (args.contains !== undefined && !body.includes(args.contains)) {
    const without = `an answer without “${args.contains}”`
    return fail(wanted(args), without, `${from.label} gets ${without} from ${place}.`)
  }
  return pass(wanted(args), found, `${from.label} gets status ${status} from ${place}.`)
}

function question(args: Args): Question {
  const { from, to, port = 80, path = '/', expect } = args
  const attempt = (address: string) => {
    const host = address.includes(':') ? `[${address}]` : address
    return { kind: 'http' as const, url: `http://${host}:${port}${path}` }
  }
  return { from, to, expect, part: pageOf(args), attempt }
}

function pageOf({ port = 80, path }: Args): string {
  return `${path === undefined || path === '/' ? '' : `${path} on `}port ${port} of`
}

function wanted({ status, contains }: Args): string {
  const answer = status === undefined ? 'an answer' : `status ${status}`
  return contains === undefined ? answer : `${answer} with “${contains}”`
}
