/**
 * The names under which pages of hosts are served. Each has an origin, and directly below `localhost` also a site, of its own:
 * what runs there can neither act as the learner in Slipway nor see another page's cookies. Pure.
 */
import { isIP } from 'node:net'

/** RFC 4648 base32 in lower case: 130 bits of it fit into one label. */
const pattern = /^run-([a-z2-7]{26})$/

export interface AppNames {
  /** The token in a Host header of ours; undefined for every other name. */
  tokenOf(host: unknown): string | undefined
  /** The origin of a token's page for somebody who opened Slipway at `page`; undefined where there is no such name. */
  originOf(token: string, page: string): string | undefined
}

/** @param base an address such as `https://apps.example.org`, below which every name leads to this server */
export function appNames(base?: string): AppNames {
  const own = base === undefined ? undefined : new URL(base)
  const bases = ['localhost', ...(own === undefined ? [] : [own.hostname])]
  return {
    tokenOf(host) {
      if (typeof host !== 'string' || !URL.canParse(`http://${host}`)) return undefined
      const { hostname } = new URL(`http://${host}`)
      const dot = hostname.indexOf('.')
      if (!bases.includes(hostname.slice(dot + 1))) return undefined
      return pattern.exec(hostname.slice(0, dot))?.[1]
    },
    originOf(token, page) {
      if (own !== undefined) return below(own, token, own.hostname)
      if (!URL.canParse(page)) return undefined
      const at = new URL(page)
      return isLoopback(at.hostname) ? below(at, token, 'localhost') : undefined
    },
  }
}

function below({ protocol, port }: URL, token: string, base: string): string {
  return `${protocol}//run-${token}.${base}${port === '' ? '' : `:${port}`}`
}

/** Browsers take every name below `localhost` for the machine that they run on. */
function isLoopback(name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return bare === '::1' || bare.startsWith('127.')
  return bare === 'localhost' || bare.endsWith('.localhost')
}
