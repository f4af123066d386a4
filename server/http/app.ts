/** The HTTP side, put together in the order in which a request passes it. */
import compression from 'compression'
import express, { type Express, type RequestHandler } from 'express'
import { LAB_BYTES } from '../../labs/exchange/size.ts'
import { api } from './api.ts'
import { builder } from './drafts.ts'
import { exports } from './exports.ts'
import { failures, nothingHere } from './failures.ts'
import { fromOurPages, headers, notKept } from './guards.ts'
import { pages } from './pages.ts'
import type { HttpDeps, HttpLog } from './ports.ts'
import { repeats } from './repeats.ts'
import { sessions } from './sessions.ts'

/** A whole lab, with some room for what travels beside it. */
const bodyBytes = LAB_BYTES + 1024

export function httpApp(deps: HttpDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  // A proxy on this machine may say for whom it asks; nobody else is believed.
  app.set('trust proxy', 'loopback')
  app.set('query parser', 'simple')
  app.use(logged(deps.log), headers(deps.publicApps))
  // Before the guards: whatever watches a server asks by an address of its own choice.
  app.get('/health', notKept, (_request, response) => {
    response.json({ ok: true })
  })
  app.use(fromOurPages(deps.site), compression())
  app.use(['/api', '/link'], notKept)
  app.use('/api', express.json({ limit: bodyBytes }))
  app.use(sessions(deps.people))
  app.use('/api', repeats())
  app.use('/api', exports(deps), api(deps), builder(deps.builder, deps.people), nothingHere)
  app.use(pages(deps.pages))
  app.use(nothingHere, failures(deps.log))
  return app
}

/** A key is in the query and a token in the path of a link: neither is written down. */
function logged(log: HttpLog): RequestHandler {
  return (request, response, next) => {
    const start = performance.now()
    const path = request.path.replace(/^\/link\/.+/, '/link/…')
    response.once('finish', () => {
      const ms = Math.round(performance.now() - start)
      log.debug(`${request.method} ${path} ${response.statusCode} ${ms} ms`)
    })
    next()
  }
}
