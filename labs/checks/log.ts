import { z } from 'zod'
import { defineCheck, fail, pass, type Finding, type Probe } from '../define.ts'
import { conditionsOf, excerpt, textConditions, unmet, wordsOf } from './matching.ts'
import { must } from './must.ts'
import { containerOf, mention } from './subject.ts'

export const logFields = {
  container: z.string().min(1),
  stream: z.enum(['stdout', 'stderr']).optional().describe('Both unless said otherwise'),
}

const fields = z
  .strictObject({ ...logFields, ...textConditions })
  .refine((args) => conditionsOf(args).length > 0, {
    message: 'This check says nothing about the log.',
    params: { code: 'no-condition', advice: 'Add contains, excludes, equals or matches.' },
  })
type Args = z.output<typeof fields>

export const log = defineCheck<Args>({
  kind: 'log',
  summary: 'What a container has printed, as docker logs shows it',
  fields,
  describe: (args) => `The log of \`${args.container}\` ${wordsOf(args)}`,
  mentions: ({ container }) => [mention('container', container, 'container')],
  live: true,
  run,
  example: { container: 'web', contains: 'Running on' },
})

/** The log of a container that is there, whether it runs or not. */
export async function logOf(
  { container, stream }: { container: string; stream?: 'stdout' | 'stderr' | undefined },
  probe: Probe,
): Promise<{ label: string; text: string } | { trouble: string }> {
  const { at, label, state } = await containerOf(container, probe)
  if (state === undefined) return { trouble: `there is no container ${label}` }
  const { stdout, stderr } = await probe.logs({ host: at.host, container: at.name })
  const both = stream === undefined ? stdout + stderr : stream === 'stdout' ? stdout : stderr
  return { label, text: both.replace(/\r\n/g, '\n') }
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const expected = wordsOf(args)
  const log = await logOf(args, probe)
  if ('trouble' in log) {
    return fail(expected, log.trouble, `There is no log to look at: ${log.trouble}.`)
  }
  const wrong = unmet(args, log.text)
  const last = excerpt(log.text.trimEnd().split('\n').slice(-3).join('\n'))
  if (wrong === undefined) {
    return pass(expected, last || 'empty', `The log of ${log.label} ${expected}.`)
  }
  const what = last === '' ? 'is empty, and it' : ''
  const sentence = `The log of ${log.label} ${what === '' ? must(wrong) : `${what} ${must(wrong)}`}.`
  return fail(expected, last || 'empty', `${sentence} Look at it with \`docker logs\`.`)
}
