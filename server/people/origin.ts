/**
 * Whether a request comes from Slipway's own pages. Two lies are looked for: another site's page that uses
 * our cookie (its Origin is not ours), and a foreign name that was pointed at this machine (Host is not ours).
 */
import { isIP } from 'node:net'
import type { Headers } from './ports.ts'

export interface Site {
  /** Names that people may use for this server, lower case, without port. */
  names: ReadonlySet<string>
  /** The public address behind a proxy, as an Origin header has it. */
  origin?: string
}

/** `machine` is the machine's own name, by which others on its network may know it. */
export function siteOf(config: { host: string; url?: string }, machine: string): Site {
  const names = new Set([config.host, machine].map((name) => name.toLowerCase()))
  if (config.url === undefined) return { names }
  const { hostname, origin } = new URL(config.url)
  return { names: names.add(hostname), origin }
}

/** A page can be rebound only under a name: addresses as numbers are always our own. */
export function hostAllowed(headers: Headers, site: Site): boolean {
  const host = address(headers['host'])
  if (host === undefined) return false
  const name = host.hostname.replace(/^\[|\]$/g, '')
  if (isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return true
  return site.names.has(name)
}

/** For every request that changes something, and for the socket. */
export function originAllowed(headers: Headers, site: Site): boolean {
  if (!hostAllowed(headers, site)) return false
  const { origin } = headers
  if (origin === undefined) return notFromAPage(headers)
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false
  const from = new URL(origin)
  if (from.origin === site.origin) return true
  return /^https?:$/.test(from.protocol) && from.host === address(headers['host'])?.host
}

/** Browsers name the origin of whatever changes something; programs such as curl name none. */
function notFromAPage(headers: Headers): boolean {
  const fetched = headers['sec-fetch-site']
  return fetched === undefined || fetched === 'same-origin' || fetched === 'none'
}

function address(host: unknown): URL | undefined {
  const text = typeof host === 'string' ? `http://${host}` : ''
  return URL.canParse(text) ? new URL(text) : undefined
}
