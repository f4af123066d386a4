import { z } from 'zod'
import { defineCheck, fail, pass, type Executed, type Finding, type Probe } from '../define.ts'
import { stringList, wholeNumber } from '../topology/scalars.ts'
import { excerpt, textConditions, unmet, wordsOf } from './matching.ts'
import { must } from './must.ts'
import { mention } from './subject.ts'
import { endOf } from './vantage.ts'

const output = z.strictObject(textConditions)

export const commandFields = {
  in: z.string().min(1).describe('A container, or a host'),
  run: z
    .union([z.string().min(1), stringList.min(1)])
    .describe('A line for sh, or a list of words'),
}

const fields = z.strictObject({
  ...commandFields,
  exit: wholeNumber(0, 255).optional().describe('0 unless said otherwise'),
  stdout: output.optional(),
  stderr: output.optional(),
})
type Args = z.output<typeof fields>

export const exec = defineCheck<Args>({
  kind: 'exec',
  summary: 'What a command prints and how it ends',
  fields,
  describe: (args) => `\`${lineOf(args)}\` in \`${args.in}\` ${expectation(args)}`,
  mentions: (args) => [mention('container', args.in, 'in')],
  live: true,
  run,
  example: { in: 'db', run: 'cat /etc/hostname', stdout: { matches: '^[0-9a-f]+$' } },
})

export function lineOf({ run }: { run: string | string[] }): string {
  return typeof run === 'string' ? run : run.join(' ')
}

/** Runs a command, or says why there is nothing to run it in. */
export async function execute(
  args: { in: string; run: string | string[] },
  probe: Probe,
): Promise<{ trouble: string } | Executed> {
  const end = await endOf(args.in, probe)
  if (end.trouble !== undefined || end.at === undefined) {
    return { trouble: end.trouble ?? `${end.label} is neither a host nor a container` }
  }
  return probe.exec(end.at, typeof args.run === 'string' ? ['sh', '-c', args.run] : args.run)
}

function expectation({ exit = 0, stdout, stderr }: Args): string {
  const parts = [
    exit === 0 ? 'succeeds' : `ends with exit code ${exit}`,
    ...(stdout ? [`its output ${wordsOf(stdout)}`] : []),
    ...(stderr ? [`its error output ${wordsOf(stderr)}`] : []),
  ]
  return parts.join(' and ')
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = expectation(args)
  const done = await execute(args, probe)
  if ('trouble' in done) {
    return fail(expected, done.trouble, `The command cannot run: ${done.trouble}.`)
  }
  const { code, stdout, stderr } = done
  const line = `\`${lineOf(args)}\``
  if (code !== (args.exit ?? 0)) {
    const said = excerpt(stderr || stdout)
    const why = said === '' ? '' : `: ${said}`
    return fail(expected, `exit code ${code}${why}`, `${line} ended with exit code ${code}${why}.`)
  }
  const wrong =
    wrongOutput('output', args.stdout, stdout) ?? wrongOutput('error output', args.stderr, stderr)
  if (wrong !== undefined) {
    return fail(expected, wrong.found, `The ${wrong.what} of ${line} ${must(wrong.words)}.`)
  }
  return pass(expected, excerpt(stdout) || `exit code ${code}`, `${line} did as wanted.`)
}

function wrongOutput(what: string, wanted: Args['stdout'], text: string) {
  const words = wanted && unmet(wanted, text)
  return words === undefined ? undefined : { what, words, found: excerpt(text) || 'nothing' }
}
