/** Every failure of a request, as JSON for programs and as a small page for people. */
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { LAB_SIZE } from '../../labs/exchange/size.ts'
import { AppError, toAppError, type WireError } from '../errors.ts'
import type { HttpLog } from './ports.ts'

export const nothingHere: RequestHandler = () => {
  throw new AppError('page-unknown')
}

export function failures(log: HttpLog): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const known = translate(error)
    if (known.status >= 500) log.error({ err: error }, `${request.method} ${request.path} failed`)
    if (response.headersSent) {
      response.destroy()
      return
    }
    response.status(known.status).setHeader('Cache-Control', 'no-store')
    const forPeople =
      !request.path.startsWith('/api/') && request.accepts(['json', 'html']) === 'html'
    if (forPeople) response.type('html').send(page(known.toWire()))
    else response.json({ error: known.toWire() })
  }
}

/** What Express and its body parser throw has a status, and for bodies a type. */
function translate(error: unknown): AppError {
  if (error instanceof AppError || !(error instanceof Error)) return toAppError(error)
  const { type, status } = error as { type?: unknown; status?: unknown }
  if (type === 'entity.too.large') return new AppError('too-large', { limit: LAB_SIZE }, error)
  if (typeof status !== 'number' || status < 400 || status > 499) return toAppError(error)
  const reason =
    type === 'entity.parse.failed' ? `the JSON is broken (${error.message})` : error.message
  return new AppError('bad-request', { reason }, error)
}

function page({ title, advice, code }: WireError): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }
  h1 { font-size: 1.25rem }
  code { opacity: 0.75 }
</style>
<main>
  <h1>${escape(title)}</h1>
  <p>${escape(advice)}</p>
  <p><a href="/">Go to the front page</a></p>
  <p><code>${code}</code></p>
</main>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
