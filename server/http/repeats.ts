/** Lets a change be asked for again by whoever lost the answer: what was answered first is answered again. */
import type { RequestHandler } from 'express'
import { AppError } from '../errors.ts'

/** Much longer than a page goes on asking, in ms. */
const KEPT_MS = 60_000
const KEPT_MOST = 200
const legal = /^[\w-]{8,64}$/

interface Answer {
  status: number
  body: unknown
}
interface Asked {
  at: number
  body: string
  answer: Promise<Answer>
}

/**
 * Takes the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) of requests that change something
 * and are answered in JSON. A request that is asked again while the first is under way waits for its answer.
 * AppError `bad-request` for a key that is none, or that another request had.
 */
export function repeats(now: () => number = Date.now): RequestHandler {
  const known = new Map<string, Asked>()
  const forget = () => {
    for (const [name, { at }] of known) {
      if (now() - at < KEPT_MS && known.size < KEPT_MOST) return
      known.delete(name)
    }
  }
  return (request, response, next) => {
    const key = request.get('idempotency-key')
    if (key === undefined || request.method === 'GET' || request.method === 'HEAD') return next()
    if (!legal.test(key)) {
      throw new AppError('bad-request', { reason: 'the Idempotency-Key is not a name' })
    }
    // Nobody is answered what another one asked.
    const name = [request.headers.cookie ?? '', request.method, request.originalUrl, key].join('\n')
    const body = JSON.stringify(request.body ?? null)
    const first = known.get(name)
    if (first !== undefined) {
      if (first.body !== body) {
        throw new AppError('bad-request', { reason: 'its Idempotency-Key was another request’s' })
      }
      void first.answer.then((answer) => response.status(answer.status).json(answer.body))
      return
    }
    forget()
    const answer = new Promise<Answer>((resolve) => {
      const json = response.json.bind(response)
      response.json = (given: unknown) => {
        resolve({ status: response.statusCode, body: given })
        return json(given)
      }
    })
    known.set(name, { at: now(), body, answer })
    next()
  }
}
