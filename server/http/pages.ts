/** The built pages: files as they are, and index.html for every address that the browser's router knows. */
import { join } from 'node:path'
import express, { Router, type RequestHandler } from 'express'
import { AppError } from '../errors.ts'

/** The browser's router has nothing below these, and no address of it looks like a file. */
const notPages = /^\/(api|assets|link|socket\.io)(\/|$)|\.[^/]*$/

export function pages(folder: string): Router {
  const router = Router()
  // Names below assets/ hold a hash of the content, so what was fetched once is good for ever.
  const forever = { immutable: true, maxAge: '365d', index: false, redirect: false }
  router.use('/assets', express.static(join(folder, 'assets'), forever))
  router.use(express.static(folder, { index: false, redirect: false, setHeaders: askAgain }))
  router.get('/*path', shell(folder))
  router.get('/', shell(folder))
  return router
}

function shell(folder: string): RequestHandler {
  return (request, response, next) => {
    if (notPages.test(request.path) || request.accepts(['html']) !== 'html') return next()
    askAgain(response)
    response.sendFile('index.html', { root: folder }, (error: unknown) => {
      if (error === undefined || error === null) return
      const missing = (error as { code?: unknown }).code === 'ENOENT'
      next(missing ? new AppError('internal', { reason: 'the pages are not built' }, error) : error)
    })
  }
}

/** With an ETag this costs one short answer, and a new version is seen at once. */
function askAgain(response: { setHeader(name: string, value: string): unknown }): void {
  response.setHeader('Cache-Control', 'no-cache')
}
