import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Dockerode from 'dockerode'
import { AppError } from '../errors.ts'

/** A Docker client for `unix:///path`, `tcp://host:port`, `http(s)://…` or `ssh://user@host`. Does not connect yet. */
export function connect(address: string, env: NodeJS.ProcessEnv = process.env): Dockerode {
  if (address.startsWith('unix://')) return new Dockerode({ socketPath: address.slice(7) })
  const url = new URL(address)
  if (url.protocol === 'ssh:') {
    const port = url.port === '' ? 22 : Number(url.port)
    return new Dockerode({ protocol: 'ssh', host: url.hostname, port, username: url.username })
  }
  const secure = url.protocol === 'https:' || Boolean(env['DOCKER_TLS_VERIFY'])
  const port = url.port === '' ? (secure ? 2376 : 2375) : Number(url.port)
  if (!secure) return new Dockerode({ protocol: 'http', host: url.hostname, port })
  const pem = (name: string) => readFileSync(join(env['DOCKER_CERT_PATH'] ?? '', `${name}.pem`))
  return new Dockerode({
    protocol: 'https',
    host: url.hostname,
    port,
    ca: pem('ca'),
    cert: pem('cert'),
    key: pem('key'),
  })
}

/** The engine's version, or undefined when nothing answers at that address within `timeoutMs`. */
export async function ping(docker: Dockerode, timeoutMs: number): Promise<string | undefined> {
  const asked = docker.version().then(
    (answer) => answer.Version,
    (error: unknown) => {
      const translated = translate(error)
      if (translated.code === 'engine-lost') return undefined
      throw translated
    },
  )
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** Runs one Docker call and lets it fail only with an AppError. */
export async function dockerCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw translate(error)
  }
}

/** As `dockerCall`, for a thing that may be absent: 404 becomes undefined. */
export async function ifExists<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw translate(error)
  }
}

const connectionLost = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EACCES',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ERR_STREAM_PREMATURE_CLOSE',
])

/** Docker's errors in our words: by status code first, then by what the socket said. */
export function translate(error: unknown): AppError {
  if (error instanceof AppError) return error
  const reason = reasonOf(error)
  if (/no space left on device|disk quota exceeded/i.test(reason))
    return new AppError('disk-full', { reason }, error)
  const status = statusOf(error)
  if (status === 404) return new AppError('docker-missing', { what: reason }, error)
  if (status === 409) return new AppError('docker-conflict', { reason }, error)
  if (status !== undefined) return new AppError('docker-refused', { status, reason }, error)
  const code = textOf(error, 'code')
  if (code !== undefined && connectionLost.has(code))
    return new AppError('engine-lost', { reason }, error)
  if (/socket hang up/.test(reason)) return new AppError('engine-lost', { reason }, error)
  return new AppError('internal', { reason }, error)
}

/** The HTTP status with which Docker refused, if it did. */
export function statusOf(error: unknown): number | undefined {
  const status = field(error, 'statusCode')
  return typeof status === 'number' ? status : undefined
}

// docker-modem writes "(HTTP code 404) no such container - <the engine's words> "; people need only the last part.
function reasonOf(error: unknown): string {
  const json = field(error, 'json')
  const message = textOf(json, 'message') ?? textOf(error, 'message') ?? String(error)
  return message.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim()
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined
}

function textOf(value: unknown, key: string): string | undefined {
  const found = field(value, key)
  return typeof found === 'string' ? found : undefined
}
