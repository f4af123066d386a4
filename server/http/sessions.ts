/** Links that become sessions, and who one is. */
import { Router, type Request, type RequestHandler } from 'express'
import type { Me } from '../protocol.ts'
import type { People, Visitor } from '../people/index.ts'

export function sessions(people: People): Router {
  const router = Router()
  router.get('/link/:token', once, async (request: Request<{ token: string }>, response) => {
    // Somebody who opens their bookmark of a used link is let in all the same.
    if (people.identify(request.headers).role !== 'administrator') {
      const { token } = request.params
      response.setHeader('Set-Cookie', await people.openLink(token, visitor(request)))
    }
    response.redirect('/')
  })
  router.get('/run/:id', once, async (request: Request<{ id: string }>, response, next) => {
    const { key } = request.query
    if (typeof key !== 'string') return next()
    const { id } = request.params
    response.setHeader('Set-Cookie', await people.openRun(id, key, visitor(request)))
    // The key leaves the address bar, and with it the history and whatever is shared from there.
    response.redirect(`/run/${encodeURIComponent(id)}`)
  })
  router.get('/api/me', (request, response) => {
    const me: Me = people.identify(request.headers)
    response.json(me)
  })
  return router
}

/** Express lets HEAD in as GET, and a look at a link must not use it up. */
const once: RequestHandler = (request, response, next) => {
  if (request.method === 'HEAD') response.setHeader('Cache-Control', 'no-store').status(204).end()
  else next()
}

function visitor({ ip, headers }: Pick<Request, 'ip' | 'headers'>): Visitor {
  return { address: ip ?? '', headers }
}
