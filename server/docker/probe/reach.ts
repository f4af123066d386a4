import { isIP } from 'node:net'
import { ProbeError, type Reach, type Reached } from '../../../labs/define.ts'
import { resolveName, type Resolver } from './resolve.ts'

/** One attempt as our tool makes it. */
interface Attempt {
  argv: string[]
  read(done: { code: number; stdout: string; stderr: string }): Reached
}

const bodyLimit = 64 * 1024
const connectSeconds = 3
const answerSeconds = 4

/** Tries a connection with our own tools in somebody's network namespace, names resolved as they would be there. */
export async function attemptReach(resolver: Resolver, what: Reach): Promise<Reached> {
  if (what.kind === 'resolve') return resolveName(resolver, what.name)
  const named = what.kind === 'http' ? hostOf(what.url) : what.address
  const found = await resolveName(resolver, named)
  const address = found.addresses?.[0]
  if (address === undefined) {
    return { ok: false, detail: `${named} is not known here (${found.detail})` }
  }
  const { argv, read } = attempt(what, address)
  const done = await resolver.run(argv)
  // The namespace itself could not be entered: that says nothing about the other side.
  if (/^(nsenter|in-netns):/.test(done.stderr)) throw new ProbeError(done.stderr.trim())
  return read(done)
}

type Asked = Exclude<Reach, { kind: 'resolve' }>
type Builders = { [K in Asked['kind']]: (what: Extract<Asked, { kind: K }>, at: string) => Attempt }

const builders: Builders = {
  ping: ({ count = 1 }, address) => ({
    argv: ['ping', '-n', '-i', '0.2', '-c', String(count), '-W', '1', address],
    read: ({ code, stdout, stderr }) => {
      if (code === 124) throw new ProbeError(`${count} pings took too long`)
      return { ok: code === 0, detail: lastLines(stdout + stderr) }
    },
  }),
  tcp: ({ port }, address) => ({
    argv: [
      'timeout',
      String(connectSeconds),
      'bash',
      '-c',
      'exec 3<>"/dev/tcp/$0/$1"',
      address,
      String(port),
    ],
    read: ({ code, stderr }) => {
      const failure =
        code === 124 ? 'no answer' : lastLines(stderr.replace(/^\S+ line \d+: /gm, ''))
      return { ok: code === 0, detail: code === 0 ? 'connected' : failure }
    },
  }),
  http: ({ url, method = 'GET', headers = {} }, address) => ({
    argv: curl(url, method, headers, address),
    read: ({ code, stdout, stderr }) => {
      const status = Number(/\nstatus (\d+)/.exec(stderr)?.[1] ?? 0)
      const detail = stderr.replace(/\nstatus \d+\n?/, '').trim()
      if (status === 0) return { ok: false, detail: detail || `curl ended with ${code}` }
      return { ok: true, status, body: stdout.slice(0, bodyLimit), detail: detail || `${status}` }
    },
  }),
}

function attempt(what: Asked, address: string): Attempt {
  const build = builders[what.kind] as (what: Asked, address: string) => Attempt
  return build(what, address)
}

function curl(
  url: string,
  method: string,
  headers: Record<string, string>,
  address: string,
): string[] {
  const { hostname, port, protocol } = new URL(url)
  const number = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return [
    'curl',
    '--globoff',
    '--silent',
    '--show-error',
    '--insecure',
    '--noproxy',
    '*',
    '--proto',
    '=http,https',
    '--connect-timeout',
    String(connectSeconds),
    '--max-time',
    String(answerSeconds),
    '--resolve',
    `${hostname}:${number}:${address}`,
    '--write-out',
    '%{stderr}\nstatus %{http_code}\n',
    ...(method === 'HEAD' ? ['--head'] : ['--request', method]),
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    '--',
    url,
  ]
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) throw new ProbeError(`${url} is not a URL`)
  const { hostname } = new URL(url)
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) === 0 ? hostname : bare
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-3).join('\n')
}
