/** Where the right answer to a question is read: one entry for each place in the environment. */
import { z } from 'zod'
import { ProbeError, type Mention, type Probe } from '../define.ts'
import { engineFact, engineKeys } from './engine-facts.ts'
import { hostOf } from './engine.ts'
import { commandFields, execute, lineOf } from './exec.ts'
import { imageOf } from './image-facts.ts'
import { logFields, logOf } from './log.ts'
import { patternField } from './matching.ts'
import { look, namesOneThing, oneThing, queryFields, queryMentions } from './query.ts'
import { mention } from './subject.ts'

/** What would be right now, or why nothing would. */
export type Right = { values: string[] } | { trouble: string }

interface Source<Args> {
  fields: z.ZodType<Args>
  mentions(args: Args): Mention[]
  read(args: Args, probe: Probe): Promise<Right>
}

function source<Args>(it: Source<Args>): Source<Args> {
  return it
}

const inspect = source({
  fields: z.strictObject(queryFields).refine(namesOneThing, oneThing),
  mentions: (query) => queryMentions(query, 'from', 'inspect'),
  async read(query, probe) {
    const looked = await look(query, probe)
    if (!looked.there) return { trouble: `there is no ${looked.label}` }
    const values = flatten(looked.value)
    return values.length > 0 ? { values } : { trouble: `the ${looked.label} has no such value` }
  },
})

const exec = source({
  fields: z.strictObject(commandFields),
  mentions: (args) => [mention('container', args.in, 'from', 'exec', 'in')],
  async read(args, probe) {
    const done = await execute(args, probe)
    if ('trouble' in done) return done
    if (done.code !== 0) throw new ProbeError(`the command ended with exit code ${done.code}`)
    const told = done.stdout.trim()
    return told === '' ? { trouble: `\`${lineOf(args)}\` prints nothing` } : { values: [told] }
  },
})

const log = source({
  fields: z.strictObject({
    ...logFields,
    matches: patternField.describe('Its group is the answer, or all of it; the last match counts'),
  }),
  mentions: ({ container }) => [mention('container', container, 'from', 'log', 'container')],
  async read(args, probe) {
    const told = await logOf(args, probe)
    if ('trouble' in told) return told
    const last = [...told.text.matchAll(new RegExp(args.matches, 'gm'))].at(-1)
    if (last === undefined) return { trouble: `the log of ${told.label} has no such line yet` }
    return { values: [last[1] ?? last[0]] }
  },
})

const engine = source({
  fields: z.strictObject({
    host: z.string().min(1).optional().describe('May be left out where the lab has one'),
    key: z.enum(engineKeys).describe('A key of daemon.json, as the running engine has it'),
  }),
  mentions: ({ host }) =>
    host === undefined ? [] : [mention('host', host, 'from', 'engine', 'host')],
  async read({ host, key }, probe) {
    const values = flatten(await engineFact(key, hostOf(host, probe), probe))
    return values.length > 0 ? { values } : { trouble: `the engine has no ${key}` }
  },
})

const layers = source({
  fields: z.strictObject({
    image: z.string().min(1).describe('The answer is how many layers it has'),
    on: z.string().min(1).optional().describe('Only those above the layers of this image'),
  }),
  mentions: ({ image, on }) => [
    mention('image', image, 'from', 'layers', 'image'),
    ...(on === undefined ? [] : [mention('image', on, 'from', 'layers', 'on')]),
  ],
  async read({ image, on }, probe) {
    const found = await imageOf(image, probe)
    const below = on === undefined ? undefined : await imageOf(on, probe)
    if (found === undefined) return { trouble: `there is no image \`${image}\`` }
    if (on !== undefined && below === undefined) return { trouble: `there is no image \`${on}\`` }
    return { values: [String(found.layers.length - (below?.layers.length ?? 0))] }
  },
})

/** Exactly one of these keys. */
export const fromField = z.union([
  z.strictObject({ inspect: inspect.fields }),
  z.strictObject({ exec: exec.fields }),
  z.strictObject({ log: log.fields }),
  z.strictObject({ engine: engine.fields }),
  z.strictObject({ layers: layers.fields }),
])
export type From = z.output<typeof fromField>

export function sourceMentions(from: From): Mention[] {
  if ('inspect' in from) return inspect.mentions(from.inspect)
  if ('exec' in from) return exec.mentions(from.exec)
  if ('log' in from) return log.mentions(from.log)
  return 'engine' in from ? engine.mentions(from.engine) : layers.mentions(from.layers)
}

export function readSource(from: From, probe: Probe): Promise<Right> {
  if ('inspect' in from) return inspect.read(from.inspect, probe)
  if ('exec' in from) return exec.read(from.exec, probe)
  if ('log' in from) return log.read(from.log, probe)
  return 'engine' in from ? engine.read(from.engine, probe) : layers.read(from.layers, probe)
}

function flatten(value: unknown): string[] {
  if (value === null || value === '') return []
  if (Array.isArray(value)) return value.flatMap(flatten)
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}
