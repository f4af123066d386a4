/**
 * What the learner ran, from the record of the host's shell. Whoever has root in the host can write into that record,
 * so this must not be the only check of a step that counts for a grade.
 */
import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import type { Ran } from '../questions.ts'
import { stringList, wholeNumber } from '../topology/scalars.ts'
import { hostOf } from './engine.ts'
import { excerpt, patternField } from './matching.ts'
import { mention } from './subject.ts'

const fields = z
  .strictObject({
    on: z.string().min(1).optional().describe('The host; may be left out where the lab has one'),
    words: stringList.min(1).optional().describe('Words that the command has, in this order'),
    matches: patternField.optional(),
    exit: z
      .union([z.literal('any'), wholeNumber(0, 255)])
      .optional()
      .describe('0 unless said otherwise'),
    times: wholeNumber(1, 100).optional().describe('How often at least; 1 unless said otherwise'),
  })
  .refine(({ words, matches }) => words !== undefined || matches !== undefined, {
    message: 'This check does not say which command.',
    params: { code: 'no-condition', advice: 'Add words, matches or both.' },
  })
type Args = z.output<typeof fields>

export const command = defineCheck<Args>({
  kind: 'command',
  summary: 'What the learner ran, as the shell told it (never alone for a grade)',
  fields,
  describe: (args) => `You ran ${wordsOf(args)}${where(args)}`,
  mentions: ({ on }) => (on === undefined ? [] : [mention('host', on, 'on')]),
  live: true,
  lasts: true,
  run,
  example: { words: ['docker', 'network', 'ls'] },
})

function wordsOf({ words, matches, exit = 0, times = 1 }: Args): string {
  const what = [
    words === undefined ? '' : `\`${words.join(' ')}\``,
    matches === undefined ? '' : `something that matches ${matches}`,
  ].filter((part) => part !== '')
  const ended = exit === 'any' ? '' : exit === 0 ? '' : `, ending with exit code ${exit}`
  return `${what.join(', as ')}${times === 1 ? '' : ` ${times} times`}${ended}`
}

function where({ on }: Args): string {
  return on === undefined ? '' : ` on \`${on}\``
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = wordsOf(args)
  const ran = await probe.commands(hostOf(args.on, probe))
  const alike = ran.filter(({ text }) => isMeant(args, text))
  const { exit = 0, times = 1 } = args
  const right = alike.filter((one) => exit === 'any' || one.exit === exit)
  if (right.length >= times) {
    const last = right.at(-1)
    return pass(
      expected,
      last?.text ?? '',
      `You ran \`${excerpt(last?.text ?? '')}\`${where(args)}.`,
    )
  }
  return missing(args, expected, ran, alike, right.length)
}

function missing(
  args: Args,
  expected: string,
  ran: readonly Ran[],
  alike: readonly Ran[],
  times: number,
): Finding {
  const place = args.on === undefined ? 'a terminal of the host' : `a terminal of \`${args.on}\``
  const last = alike.at(-1)
  if (times > 0) {
    return fail(expected, `${times} times`, `You ran it ${times} times of ${args.times ?? 1}.`)
  }
  if (last !== undefined) {
    const sentence = `\`${excerpt(last.text)}\` ended with exit code ${last.exit}: read what it printed, and try again.`
    return fail(expected, `exit code ${last.exit}`, sentence)
  }
  const found = ran.length === 0 ? 'no command' : excerpt(ran.at(-1)?.text ?? '')
  return fail(expected, found, `Not seen yet: run ${expected} in ${place}.`)
}

/** Words must come in order; options may stand between them. */
function isMeant({ words, matches }: Args, text: string): boolean {
  if (matches !== undefined && !new RegExp(matches).test(text)) return false
  if (words === undefined) return true
  const typed = text.split(/\s+/)
  let at = 0
  for (const word of words) {
    at = typed.indexOf(word, at) + 1
    if (at === 0) return false
  }
  return true
}
