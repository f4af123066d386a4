/** Does something to the environment, sees whether it recovers and stays so, and puts everything back. */
import { z } from 'zod'
import {
  defineCheck,
  fail,
  pass,
  ProbeError,
  type CheckKind,
  type Finding,
  type Mention,
  type Probe,
} from '../define.ts'
import { duration, milliseconds } from '../topology/duration.ts'
import { wholeNumber } from '../topology/scalars.ts'
import {
  disturbanceFields,
  disturbanceMention,
  disturbanceOf,
  wasWords,
  willWords,
} from './disturbance.ts'
import { capitalise } from './subject.ts'

const againMs = 500
/** What has just been restarted may need a moment until it can be broken; an engine delays each restart in a row more. */
const groundMs = 15_000
/** What doing and putting back may take on top. */
const slackMs = 120_000

/** A check below `then`: a kind's key with its fields. */
const nested = z.record(z.string(), z.unknown())

interface Asked {
  kind: CheckKind
  args: unknown
}

/** @param kinds what may stand below `then`: every kind that disturbs nothing and asks nobody */
export function perturbWith(kinds: readonly CheckKind[]) {
  const find = (written: Record<string, unknown>): Asked | undefined => {
    const [key, ...more] = Object.keys(written)
    const kind = kinds.find((one) => one.kind === key)
    if (kind === undefined || key === undefined || more.length > 0) return undefined
    return { kind, args: written[key] }
  }
  const fields = fieldsWith(kinds, find)
  type Args = z.output<typeof fields>
  const asked = ({ then }: Args) => then.flatMap((written) => find(written) ?? [])

  return defineCheck<Args>({
    kind: 'perturb',
    summary:
      'Whether things become right again after something was broken (asked by the button only)',
    fields,
    describe: (args) => {
      const [one, ...more] = asked(args).map(({ kind, args: its }) => kind.describe(its))
      const others = more.length === 0 ? '' : `, and ${more.length} more`
      return `When you press Check, Slipway ${willWords(args.do)} for a moment; within ${shown(args.within)}: ${one ?? ''}${others}`
    },
    mentions: (args) => [disturbanceMention(args.do), ...nestedMentions(args.then, find)],
    live: false,
    disturbs: true,
    limit: (args) => milliseconds(args.within) + slackMs,
    run: (args, probe, signal) => run({ ...args, asked: asked(args) }, probe, signal),
    example: {
      do: { kill: 'web' },
      then: [{ inspect: { container: 'web', path: 'State.Status', equals: 'running' } }],
      within: '30s',
      stable: 3,
    },
  })
}

function fieldsWith(
  kinds: readonly CheckKind[],
  find: (written: Record<string, unknown>) => Asked | undefined,
) {
  const known = kinds.map(({ kind }) => kind).join(', ')
  return z.strictObject({
    do: disturbanceFields.describe('What is done; it is put back afterwards'),
    then: z
      .array(nested)
      .min(1)
      .superRefine((list, context) => {
        list.forEach((written, at) => {
          const found = find(written)
          if (found === undefined) {
            const params = { code: 'one-kind', advice: `Give exactly one of ${known}.` }
            const message = 'This is not a check that can be asked here.'
            context.addIssue({ code: 'custom', message, path: [at], params })
            return
          }
          const { error } = found.kind.fields.safeParse(found.args)
          for (const { message, path } of error?.issues ?? []) {
            context.addIssue({ code: 'custom', message, path: [at, found.kind.kind, ...path] })
          }
        })
      })
      .describe('Checks that must hold before, and again after'),
    within: duration.describe('How long it may take to become right again, such as 30s'),
    stable: wholeNumber(1, 20)
      .optional()
      .describe('How many passes in a row; 2 unless said otherwise'),
  })
}

function nestedMentions(
  then: Record<string, unknown>[],
  find: (written: Record<string, unknown>) => Asked | undefined,
): Mention[] {
  return then.flatMap((written, at) => {
    const found = find(written)
    const mentions = found?.kind.mentions(found.args) ?? []
    return mentions.map((one) => ({
      ...one,
      path: ['then', at, found?.kind.kind ?? '', ...one.path],
    }))
  })
}

function shown(within: string | number): string {
  return typeof within === 'number' ? `${within}s` : within
}

interface Perturbation {
  do: z.output<typeof disturbanceFields>
  within: string | number
  stable?: number | undefined
  asked: Asked[]
}

async function run(wanted: Perturbation, probe: Probe, signal: AbortSignal): Promise<Finding> {
  const was = wasWords(wanted.do)
  const expected = `right again within ${shown(wanted.within)} after ${was}`
  const before = await groundWrong(wanted, probe, signal)
  if (before !== undefined) {
    return fail(expected, before, `Nothing was disturbed, because this is not so yet: ${before}`)
  }
  const what = await disturbanceOf(wanted.do, probe)
  if ('trouble' in what) {
    return fail(expected, what.trouble, `Nothing could be disturbed: ${what.trouble}.`)
  }
  const putBack = await probe.disturb(what)
  try {
    return await recovery(wanted, expected, was, probe, signal)
  } finally {
    await putBack()
  }
}

/** Why what is to hold afterwards does not hold yet, though it was waited for. */
async function groundWrong(
  { asked, within }: Perturbation,
  probe: Probe,
  signal: AbortSignal,
): Promise<string | undefined> {
  const deadline = performance.now() + Math.min(milliseconds(within), groundMs)
  for (;;) {
    const wrong = await firstWrong(asked, probe, signal)
    if (wrong === undefined || performance.now() >= deadline) return wrong
    await pause(againMs, signal)
  }
}

async function recovery(
  { asked, within, stable = 2 }: Perturbation,
  expected: string,
  was: string,
  probe: Probe,
  signal: AbortSignal,
): Promise<Finding> {
  const began = performance.now()
  const deadline = began + milliseconds(within)
  let since: number | undefined
  let inARow = 0
  for (;;) {
    const wrong = await firstWrong(asked, probe, signal)
    const now = performance.now()
    inARow = wrong === undefined ? inARow + 1 : 0
    if (inARow === 1) since = now
    if (wrong === undefined && inARow >= stable) {
      const seconds = (((since ?? now) - began) / 1000).toFixed(1)
      const found = `right after ${seconds} s`
      return pass(expected, found, `After ${was}, everything was right again in ${seconds} s.`)
    }
    if (now >= deadline) {
      const why = wrong ?? 'It did not stay so.'
      return fail(
        expected,
        why,
        `${capitalise(was)}, and was not made good within ${shown(within)}: ${why}`,
      )
    }
    await pause(againMs, signal)
  }
}

/** The sentence of the first that does not hold; an engine that does not answer yet is one reason. */
async function firstWrong(
  asked: readonly Asked[],
  probe: Probe,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { kind, args } of asked) {
    signal.throwIfAborted()
    try {
      const { verdict, sentence } = await kind.run(args, probe, signal)
      if (verdict !== 'pass') return sentence
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      return `${kind.describe(args)} could not be asked: ${error.message}.`
    }
  }
  return undefined
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new ProbeError('stopped'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
