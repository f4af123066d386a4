/** Who must and who must not reach whom, asked of every pair at once and drawn as a table. */
import { z } from 'zod'
import { defineCheck, type Finding, type Probe, type Reach } from '../define.ts'
import type { Matrix, MatrixCell } from '../matrix.ts'
import { wholeNumber } from '../topology/scalars.ts'
import { reachability } from './reachability.ts'
import { mention } from './subject.ts'

const way = z
  .string()
  .regex(/^\s*\S+\s*<?->\s*\S+\s*$/, 'is not written as a -> b or a <-> b')
  .transform((text) => text.replace(/\s*(<?->)\s*/, ' $1 ').trim())

const fields = z
  .strictObject({
    among: z
      .array(z.string().min(1))
      .min(2)
      .max(8)
      .describe('Containers or hosts: the rows and columns of the table'),
    open: z.array(way).optional().describe('Who must reach whom: a -> b, or a <-> b for both ways'),
    closed: z
      .union([z.literal('others'), z.array(way)])
      .optional()
      .describe('Who must not, or `others`: every way that is not in `open`'),
    port: wholeNumber(1, 65_535).optional().describe('A TCP port, asked in place of ping'),
  })
  .refine(({ open, closed }) => open !== undefined || closed !== undefined, {
    message: 'This check asks nobody anything.',
    params: { code: 'no-condition', advice: 'Add open, closed or both.' },
  })
  .superRefine(({ among, open = [], closed }, context) => {
    const written = { open, closed: closed === 'others' ? [] : (closed ?? []) }
    for (const [key, ways] of Object.entries(written)) {
      ways.forEach((text, at) => {
        for (const { from } of directions(text)) {
          if (among.includes(from)) continue
          const message = `\`${from}\` is not in \`among\`.`
          const params = { code: 'unknown-container', advice: `Choose from ${among.join(', ')}.` }
          context.addIssue({ code: 'custom', message, path: [key, at], params })
        }
      })
    }
  })
type Args = z.output<typeof fields>
type Expected = 'open' | 'closed'

/** How many pairs are asked side by side. */
const atOnce = 4

export const reach = defineCheck<Args>({
  kind: 'reach',
  summary: 'Who must and who must not reach whom, as a table',
  fields,
  describe: (args) => {
    const all = wantedPairs(args)
    const words = (wanted: Expected) =>
      all
        .filter(({ expected }) => expected === wanted)
        .map(({ from, to }) => `\`${from}\` → \`${to}\``)
    const [open, closed] = [words('open'), words('closed')]
    const what = args.port === undefined ? '' : ` on port ${args.port}`
    return [
      open.length === 0 ? '' : `Reached${what}: ${open.join(', ')}`,
      closed.length === 0 ? '' : `Not reached${what}: ${closed.join(', ')}`,
    ]
      .filter((part) => part !== '')
      .join('. ')
  },
  mentions: (args) =>
    args.among.map((name, at) => ({
      ...mention('container', name, 'among', at),
      again: waysOf(args, name),
    })),
  live: true,
  limit: ({ among }) => 30_000 + among.length * among.length * 1_000,
  run,
  example: {
    among: ['web', 'app', 'db'],
    open: ['web <-> app', 'app <-> db'],
    closed: 'others',
  },
})

/** Where a name stands at one end. */
function waysOf({ open = [], closed }: Args, name: string): [string, number][] {
  const written = { open, closed: typeof closed === 'object' ? closed : [] }
  return Object.entries(written).flatMap(([key, ways]) =>
    ways.flatMap((text, at): [string, number][] =>
      directions(text).some(({ from }) => from === name) ? [[key, at]] : [],
    ),
  )
}

interface Wanted {
  from: string
  to: string
  expected: Expected
}

/** Both ends of a way; for `a <-> b` there and back. */
function directions(text: string): { from: string; to: string; asked: boolean }[] {
  const [one = '', arrow = '', other = ''] = text.split(' ')
  return [
    { from: one, to: other, asked: true },
    { from: other, to: one, asked: arrow === '<->' },
  ]
}

function wantedPairs({ among, open = [], closed = [] }: Args): Wanted[] {
  const has = (ways: readonly string[], from: string, to: string) =>
    ways.flatMap(directions).some((way) => way.asked && way.from === from && way.to === to)
  const every = among.flatMap((from) =>
    among.filter((to) => to !== from).map((to) => ({ from, to })),
  )
  return every.flatMap(({ from, to }): Wanted[] => {
    if (has(open, from, to)) return [{ from, to, expected: 'open' }]
    const isClosed = closed === 'others' || has(closed, from, to)
    return isClosed ? [{ from, to, expected: 'closed' }] : []
  })
}

async function run(args: Args, probe: Probe, signal: AbortSignal): Promise<Finding> {
  const pairs = wantedPairs(args)
  const findings = new Map<Wanted, Finding>()
  const queue = [...pairs]
  const ask = async () => {
    for (let next = queue.shift(); next !== undefined && !signal.aborted; next = queue.shift()) {
      findings.set(next, await askPair(args, next, probe))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, ask))
  signal.throwIfAborted()
  return summed(args, findings)
}

function askPair({ port }: Args, { from, to, expected }: Wanted, probe: Probe): Promise<Finding> {
  const attempt = (address: string): Reach =>
    port === undefined ? { kind: 'ping', address } : { kind: 'tcp', address, port }
  const expect = expected === 'open' ? 'reachable' : 'unreachable'
  const part = port === undefined ? '' : `port ${port} of`
  return reachability({ from, to, expect, part, attempt }, probe)
}

function summed({ among }: Args, findings: ReadonlyMap<Wanted, Finding>): Finding {
  const all = [...findings]
  const wrong = all.filter(([, { verdict }]) => verdict === 'fail')
  const unsure = all.filter(([, { verdict }]) => verdict === 'inconclusive')
  const right = all.length - wrong.length - unsure.length
  const expected = all.map(([{ from, to, expected: is }]) => `${from} → ${to} ${is}`).join(', ')
  const told = (wrong[0] ?? unsure[0])?.[1].sentence
  const unreached = wrong.map(([, finding]) => finding.unreached).find((way) => way !== undefined)
  const more = (wrong.length > 0 ? wrong : unsure).length - 1
  const others = more > 0 ? ` The table shows ${more} more.` : ''
  return {
    verdict: wrong.length > 0 ? 'fail' : unsure.length > 0 ? 'inconclusive' : 'pass',
    expected,
    found: all.map(([wanted, finding]) => pairWords(wanted, finding)).join(', '),
    sentence: told === undefined ? `All ${right} ways are as they should be.` : `${told}${others}`,
    matrix: drawn(among, findings),
    ...(unreached === undefined ? {} : { unreached }),
  }
}

function pairWords({ from, to, expected }: Wanted, finding: Finding): string {
  return `${from} → ${to} ${foundOf(expected, finding)}`
}

function foundOf(expected: Expected, { verdict }: Finding): MatrixCell['found'] {
  if (verdict === 'inconclusive') return 'unknown'
  const other: Expected = expected === 'open' ? 'closed' : 'open'
  return verdict === 'pass' ? expected : other
}

function drawn(names: string[], findings: ReadonlyMap<Wanted, Finding>): Matrix {
  const cells = names.map((): (MatrixCell | null)[] => names.map(() => null))
  for (const [{ from, to, expected }, finding] of findings) {
    const row = cells[names.indexOf(from)]
    const found = foundOf(expected, finding)
    if (row) row[names.indexOf(to)] = { expected, found, sentence: finding.sentence }
  }
  return { names, cells }
}
