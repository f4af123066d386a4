/** The administrator's JSON: labs, runs, and how the server is doing. */
import { Router, type Request } from 'express'
import { AppError } from '../errors.ts'
import type { RunRow } from '../protocol.ts'
import { readBody, startBody } from './bodies.ts'
import { administratorOnly } from './guards.ts'
import type { HttpDeps } from './ports.ts'

type WithId = Request<{ id: string }>

export function api(deps: HttpDeps): Router {
  const { catalogue, runs, records, people } = deps
  const router = Router()
  router.use(administratorOnly(people))
  router.get('/labs', async (_request, response) => {
    response.json(await catalogue.cards())
  })
  router.get('/paths', (_request, response) => {
    response.json(catalogue.paths())
  })
  router.get('/labs/:id', async (request: WithId, response) => {
    response.json(await catalogue.view(request.params.id))
  })
  router.post('/runs', async (request, response) => {
    const started = await runs.start(readBody(startBody, request.body))
    response.status(201).json(started)
  })
  router.get('/runs', async (_request, response) => {
    response.json(await records.rows())
  })
  router.get('/runs/:id', async (request: WithId, response) => {
    response.json(await records.record(request.params.id))
  })
  router.get('/runs/:id/link', async (request: WithId, response) => {
    const { run } = known(await records.row(request.params.id))
    response.json({ link: people.runLink(run) })
  })
  router.get('/administration', async (_request, response) => {
    response.json(await deps.administration())
  })
  return router
}

function known(row: RunRow | undefined): RunRow {
  if (row === undefined) throw new AppError('run-unknown')
  return row
}
