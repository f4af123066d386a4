/** The environment, read once into a frozen object; every mistake in it is told at the same time. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { AppError } from './errors.ts'

export interface Limits {
  /** Runs that may be going on at the same time. */
  maxRuns: number
  idleMinutes: number
  totalMinutes: number
  extensionMinutes: number
  /** How often a learner may extend. */
  extensions: number
  readySeconds: number
  /** Terminals a run. */
  terminals: number
  /** Bytes a host. */
  hostMemory: number
  hostCpus: number
  /** Processes a host. */
  hostPids: number
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Config {
  /** Where everything that lasts is kept. */
  home: string
  host: string
  port: number
  /** The address that people use, without a slash at its end, where it is not host and port. */
  url?: string
  /** Below this address every name leads to this server: pages of hosts are served there. */
  publicApps?: string
  databaseUrl?: string
  dockerHost?: string
  installAllowed: boolean
  logLevel: LogLevel
  limits: Readonly<Limits>
}

type Env = Readonly<Record<string, string | undefined>>

/** `uid` 0 is root. Throws AppError `config` with all mistakes. */
export function readConfig(env: Env = process.env, uid = process.getuid?.() ?? 1): Config {
  const reader = new Reader(env)
  const config: Config = {
    home: reader.text('SLIPWAY_HOME') ?? defaultHome(env, uid),
    host: reader.text('SLIPWAY_HOST') ?? '127.0.0.1',
    port: reader.number('SLIPWAY_PORT', 4600, { min: 0, max: 65_535, whole: true }),
    installAllowed:
      reader.word('SLIPWAY_INSTALL', ['auto', 'never'], 'auto') === 'auto' && uid === 0,
    logLevel: reader.word('SLIPWAY_LOG', logLevels, 'info'),
    limits: Object.freeze(readLimits(reader)),
  }
  const url = reader.address('SLIPWAY_URL', ['http:', 'https:'])?.replace(/\/+$/, '')
  const publicApps = reader.address('SLIPWAY_PUBLIC_APPS', ['http:', 'https:'])
  const databaseUrl = reader.address('DATABASE_URL', ['postgres:', 'postgresql:'])
  const dockerHost = reader.text('DOCKER_HOST')
  if (url !== undefined) config.url = url
  if (publicApps !== undefined) config.publicApps = publicApps
  if (databaseUrl !== undefined) config.databaseUrl = databaseUrl
  if (dockerHost !== undefined) config.dockerHost = dockerHost
  if (reader.mistakes.length > 0) {
    throw new AppError('config', { mistakes: reader.mistakes.join('; ') })
  }
  return Object.freeze(config)
}

function readLimits(reader: Reader): Limits {
  const count = { min: 1, max: 100_000, whole: true }
  const minutes = { min: 1, max: 7 * 24 * 60 }
  return {
    maxRuns: reader.number('SLIPWAY_MAX_RUNS', 12, count),
    idleMinutes: reader.number('SLIPWAY_IDLE_MINUTES', 30, minutes),
    totalMinutes: reader.number('SLIPWAY_TOTAL_MINUTES', 120, minutes),
    extensionMinutes: reader.number('SLIPWAY_EXTENSION_MINUTES', 30, minutes),
    extensions: reader.number('SLIPWAY_EXTENSIONS', 2, { min: 0, max: 100, whole: true }),
    readySeconds: reader.number('SLIPWAY_READY_SECONDS', 120, { min: 1, max: 3_600 }),
    terminals: reader.number('SLIPWAY_TERMINALS', 12, count),
    hostMemory: reader.bytes('SLIPWAY_HOST_MEMORY', 1024 ** 3, 128 * 1024 ** 2),
    hostCpus: reader.number('SLIPWAY_HOST_CPUS', 2, { min: 0.1, max: 1_024 }),
    hostPids: reader.number('SLIPWAY_HOST_PIDS', 2_048, { min: 64, max: 1_000_000, whole: true }),
  }
}

function defaultHome(env: Env, uid: number): string {
  if (uid === 0) return '/var/lib/slipway'
  return join(env['XDG_STATE_HOME'] ?? join(env['HOME'] ?? homedir(), '.local/state'), 'slipway')
}

interface Range {
  min: number
  max: number
  whole?: boolean
}

const units: Record<string, number> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** Reads one variable after the other and gathers what is wrong; an empty variable is an absent one. */
class Reader {
  readonly mistakes: string[] = []
  private readonly env: Env

  constructor(env: Env) {
    this.env = env
  }

  text(name: string): string | undefined {
    const value = this.env[name]?.trim()
    return value === '' ? undefined : value
  }

  number(name: string, otherwise: number, { min, max, whole }: Range): number {
    const text = this.text(name)
    if (text === undefined) return otherwise
    const value = Number(text)
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value
    const kind = whole ? 'a whole number' : 'a number'
    this.mistakes.push(`${name} is "${text}", should be ${kind} from ${min} to ${max}`)
    return otherwise
  }

  word<Word extends string>(name: string, legal: readonly Word[], otherwise: Word): Word {
    const text = this.text(name)
    if (text === undefined) return otherwise
    const found = legal.find((word) => word === text)
    if (found === undefined)
      this.mistakes.push(`${name} is "${text}", should be ${legal.join(', ')}`)
    return found ?? otherwise
  }

  bytes(name: string, otherwise: number, min: number): number {
    const text = this.text(name)
    if (text === undefined) return otherwise
    const [, digits = '', unit = ''] = /^(\d+)([kmg]?)b?$/i.exec(text) ?? []
    const value = Number(digits) * (units[unit.toLowerCase()] ?? 1)
    if (digits !== '' && value >= min) return value
    const least = `${min / 1024 ** 2}m`
    this.mistakes.push(
      `${name} is "${text}", should be a size such as 512m or 2g, at least ${least}`,
    )
    return otherwise
  }

  address(name: string, protocols: readonly string[]): string | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
    // Not shown: a database's address holds its password.
    this.mistakes.push(`${name} should be an address that starts with ${protocols[0]}//`)
    return undefined
  }
}
