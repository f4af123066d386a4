/** How a host's engine runs, and whether /etc/docker/daemon.json says the same. */
import { z } from 'zod'
import { defineCheck, fail, pass, ProbeError, type Finding, type Probe } from '../define.ts'
import { flag } from '../topology/scalars.ts'
import { engineFact, engineKeys, type EngineKey } from './engine-facts.ts'
import { excerpt } from './matching.ts'
import { showValue } from './query.ts'
import { mention } from './subject.ts'

const configPath = '/etc/docker/daemon.json'

const fields = z.strictObject({
  host: z.string().min(1).optional().describe('May be left out where the lab has one'),
  runs: z
    .partialRecord(z.enum(engineKeys), z.unknown())
    .refine((wanted) => Object.keys(wanted).length > 0, {
      message: 'This check names no key.',
      params: { code: 'no-condition', advice: `Name one of ${engineKeys.join(', ')}.` },
    })
    .describe('Keys of daemon.json with the values that the running engine must have'),
  file: flag.optional().describe('Whether daemon.json must say the same'),
})
type Args = z.output<typeof fields>

export const engine = defineCheck<Args>({
  kind: 'engine',
  summary: 'How a host’s engine runs: storage driver, bip, mirrors, debug and others',
  fields,
  describe: ({ host, runs, file }) => {
    const wanted = Object.entries(runs).map(([key, value]) => `${key} ${showValue(value)}`)
    const where = host === undefined ? 'The engine' : `The engine of \`${host}\``
    const also = file === true ? ', and daemon.json says so too' : ''
    return `${where} runs with ${wanted.join(' and ')}${also}`
  },
  mentions: ({ host }) => (host === undefined ? [] : [mention('host', host, 'host')]),
  live: true,
  run,
  example: { runs: { 'storage-driver': 'overlay2' }, file: true },
})

/** The host meant, where a lab has one. */
export function hostOf(host: string | undefined, probe: Probe): string {
  const only = host ?? (probe.hosts.length === 1 ? probe.hosts[0] : undefined)
  if (only === undefined) throw new ProbeError('the check does not say on which host')
  return only
}

async function run(args: Args, probe: Probe): Promise<Finding> {
  const host = hostOf(args.host, probe)
  const wanted = Object.entries(args.runs) as [EngineKey, unknown][]
  const expected = wanted.map(([key, value]) => `${key} ${showValue(value)}`).join(', ')
  const dead = await silence(host, probe)
  if (dead !== undefined) return fail(expected, 'the engine does not run', dead)
  const config = args.file === true ? await configOf(host, probe) : undefined
  const seen: string[] = []
  for (const [key, value] of wanted) {
    const found = await engineFact(key, host, probe)
    seen.push(`${key} ${showValue(found)}`)
    if (!meets(found, value)) {
      const hint = await untold(key, value, host, probe)
      const sentence = `The engine of \`${host}\` runs with ${key} ${showValue(found)}, and should with ${showValue(value)}: ${hint}.`
      return fail(expected, `${key} ${showValue(found)}`, sentence)
    }
    if (config !== undefined && !(key in config && meets(config[key], value))) {
      const written = key in config ? showValue(config[key]) : 'nothing'
      const sentence = `The engine of \`${host}\` runs with ${key} ${showValue(value)}, but ${configPath} says ${written} about it. Write it there too.`
      return fail(expected, `daemon.json: ${key} ${written}`, sentence)
    }
  }
  const found = seen.join(', ')
  return pass(expected, found, `The engine of \`${host}\` runs with ${found}.`)
}

/** Why the engine cannot be asked, where the reason is that it does not run. */
async function silence(host: string, probe: Probe): Promise<string | undefined> {
  try {
    await probe.api(host, '/_ping')
    return undefined
  } catch (error) {
    if (!(error instanceof ProbeError)) throw error
    const running = await probe.exec({ host }, ['pidof', 'dockerd'])
    if (running.code === 0) throw error
    const log = await probe.exec({ host }, ['tail', '-n', '1', '/var/log/docker.log'])
    const last = excerpt(log.stdout)
    return `The engine of \`${host}\` does not run${last === '' ? '' : `; its last words: ${last}`}. Look at ${configPath}, then \`service docker start\`.`
  }
}

/** What to do next where the engine runs otherwise: change the file, or restart. */
async function untold(key: EngineKey, value: unknown, host: string, probe: Probe): Promise<string> {
  const config = await configOf(host, probe)
  if (key in config && meets(config[key], value)) {
    return `${configPath} says so already, so restart the engine`
  }
  return `write it in ${configPath}, then restart the engine`
}

async function configOf(host: string, probe: Probe): Promise<Record<string, unknown>> {
  const read = await probe.read({ host, path: configPath })
  if (!read.found) return {}
  try {
    const config: unknown = JSON.parse(read.text)
    return typeof config === 'object' && config !== null ? { ...config } : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

/** A list holds each that is wanted, whatever else it holds; numbers and flags may be written as text. */
function meets(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(found) && wanted.every((one) => found.some((other) => alike(other, one)))
  }
  return Array.isArray(found) ? found.some((one) => alike(one, wanted)) : alike(found, wanted)
}

/** The engine writes an address of a mirror with a slash at its end. */
function alike(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) =>
    typeof value === 'object' ? JSON.stringify(value) : String(value).replace(/\/$/, '')
  return plain(one) === plain(other)
}
