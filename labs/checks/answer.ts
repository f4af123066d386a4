/** A question to the learner. The right answer is read from the environment and never put into words. */
import { z } from 'zod'
import { defineCheck, fail, pass, ProbeError, type Finding, type Probe } from '../define.ts'
import { stringList, text } from '../topology/scalars.ts'
import { fromField, readSource, sourceMentions, type Right } from './answer-sources.ts'
import { sameAnswer, sameAnswers } from './answer-text.ts'
import { patternField } from './matching.ts'
import { capitalise } from './subject.ts'

const fields = z
  .strictObject({
    ask: z.string().min(1).describe('The question, in Markdown'),
    from: fromField.optional().describe('Where the right answer is'),
    equals: text.optional(),
    oneOf: stringList.min(1).optional(),
    matches: patternField.optional(),
  })
  .refine((args) => sources(args).length === 1, {
    message: 'This question has no right answer, or more than one place that holds it.',
    params: { code: 'no-answer', advice: 'Give exactly one of from, equals, oneOf and matches.' },
  })
type Args = z.output<typeof fields>

function sources(args: Partial<Record<'from' | 'equals' | 'oneOf' | 'matches', unknown>>) {
  return [args.from, args.equals, args.oneOf, args.matches].filter((it) => it !== undefined)
}

export const answer = defineCheck<Args>({
  kind: 'answer',
  summary: 'Whether the learner read something from the environment',
  fields,
  describe: ({ ask }) => ask,
  mentions: ({ from }) => (from === undefined ? [] : sourceMentions(from)),
  live: false,
  run,
  solve,
  ask: ({ ask }) => ask,
  example: {
    ask: 'Which address does `web` have?',
    from: { inspect: { container: 'web', path: 'NetworkSettings.IPAddress' } },
  },
})

async function run(args: Args, probe: Probe): Promise<Finding> {
  const typed = probe.answer()
  const expected = args.from === undefined ? 'the right answer' : 'the value in the engine'
  if (typed === undefined || typed.trim() === '') {
    return fail(expected, 'no answer', 'Not answered yet.')
  }
  const right = args.matches === undefined ? await rightAnswers(args, probe) : undefined
  if (right !== undefined && 'trouble' in right) {
    return fail(
      expected,
      typed.trim(),
      `${capitalise(right.trouble)}, so no answer can be right now.`,
    )
  }
  return isRight(args, typed, right?.values ?? [])
    ? pass(expected, typed.trim(), 'Your answer is right.')
    : fail(expected, typed.trim(), `“${typed.trim()}” is not it.`)
}

function isRight({ oneOf, matches }: Args, typed: string, values: string[]): boolean {
  if (matches !== undefined) return new RegExp(matches, 'i').test(typed.trim())
  if (oneOf !== undefined) return oneOf.some((value) => sameAnswer(typed, value))
  return sameAnswers(typed, values)
}

/** What would be right now, or why nothing would. */
async function rightAnswers({ from, equals, oneOf }: Args, probe: Probe): Promise<Right> {
  if (from !== undefined) return readSource(from, probe)
  return { values: oneOf ?? (equals === undefined ? [] : [equals]) }
}

async function solve(args: Args, probe: Probe): Promise<string> {
  const right = await rightAnswers(args, probe)
  if ('trouble' in right) throw new ProbeError(right.trouble)
  const [first] = right.values
  if (first === undefined) {
    throw new ProbeError('a question with `matches` alone cannot be answered without its author')
  }
  return args.oneOf === undefined ? right.values.join(', ') : first
}
