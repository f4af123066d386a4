/** What every request is asked before anything else happens to it. */
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import { AppError } from '../errors.ts'
import {
  hostAllowed,
  originAllowed,
  type Identity,
  type People,
  type Site,
} from '../people/index.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Only our own pages may change anything, and only under a name of ours may anything be read. */
export function fromOurPages(site: Site): RequestHandler {
  return (request, _response, next) => {
    const { headers, method } = request
    const allowed = reading.has(method) ? hostAllowed : originAllowed
    if (!allowed(headers, site)) {
      throw new AppError('origin-refused', { origin: headers.origin ?? headers.host ?? 'no name' })
    }
    next()
  }
}

export function administratorOnly(people: People): RequestHandler {
  return (request, _response, next) => {
    if (people.identify(request.headers).role !== 'administrator') throw new AppError('not-allowed')
    next()
  }
}

/** Whoever asks, if they may see the run; else AppError `not-allowed`. */
export function holderOf(people: People, request: Request, run: string): Identity {
  const identity = people.identify(request.headers)
  if (!people.mayRun(identity, run)) throw new AppError('not-allowed')
  return identity
}

/** Answers of the API are about one person and one moment. */
export const notKept: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  next()
}

/**
 * The page runs its own scripts only. Terminal and drawing set styles on elements, and editor workers start
 * from blobs. Older browsers do not take 'self' for a socket, so its address is named.
 */
export function headers(publicApps?: string): RequestHandler {
  const apps = publicApps === undefined ? [] : [below(publicApps)]
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ({ headers }) => `ws://${headers.host} wss://${headers.host}`],
        workerSrc: ["'self'", 'blob:'],
        // Pages of hosts, each under a name of its own.
        frameSrc: ['http://*.localhost:*', 'https://*.localhost:*', ...apps],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whether there is https is the proxy's business, and plain addresses on a local network must go on working.
    strictTransportSecurity: false,
    originAgentCluster: false,
  })
}

/** Every name below an address, as a policy writes it. */
function below(address: string): string {
  const { protocol, host } = new URL(address)
  return `${protocol}//*.${host}`
}
