/** What the server says to whoever runs it: one plain line an event, without secrets. */
import { pino, type DestinationStream, type Logger } from 'pino'
import type { LogLevel } from './config.ts'

export type { Logger } from 'pino'

type Line = {
  level: number
  time: number
  msg?: string
  err?: { message?: string; stack?: string }
}

/** Wherever they appear in what is logged. */
const secrets = ['token', 'key', 'cookie', 'authorization', 'secret', 'password', 'link']
const redacted = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])

/** Writes lines for people to `out`; `debug` adds the stacks of errors. */
export function createLog(level: LogLevel, out: DestinationStream = process.stdout): Logger {
  const stacks = level === 'debug'
  const lines = { write: (json: string) => void out.write(`${plain(json, stacks)}\n`) }
  return pino({ level, base: null, redact: { paths: redacted, censor: '[hidden]' } }, lines)
}

function plain(json: string, stacks: boolean): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json) as Line & Record<string, unknown>
  const clock = new Date(time).toTimeString().slice(0, 8)
  const mark =
    level >= 50 ? 'error  ' : level >= 40 ? 'warning' : level >= 30 ? '       ' : 'debug  '
  const words = [msg, ...Object.entries(rest).map(([name, value]) => `${name}=${show(value)}`)]
  if (err !== undefined) words.push(stacks ? (err.stack ?? '') : `(${err.message ?? ''})`)
  return `${clock} ${mark} ${words.filter((word) => word !== undefined && word !== '').join(' ')}`
}

function show(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value)
}
