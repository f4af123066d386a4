/** What leaves Slipway as a file. */
import { Router, type Request, type Response } from 'express'
import { AppError } from '../errors.ts'
import { recordCsv, rowsCsv } from '../records/export/csv.ts'
import { recordJunit } from '../records/export/junit.ts'
import { administratorOnly, holderOf } from './guards.ts'
import type { HttpDeps } from './ports.ts'

type WithId = Request<{ id: string }>

export function exports({ records, people }: HttpDeps): Router {
  const router = Router()
  const administrator = administratorOnly(people)
  router.get('/runs.csv', administrator, async (_request, response) => {
    send(response, 'runs.csv', rowsCsv(await records.rows()))
  })
  router.get('/runs.json', administrator, async (_request, response) => {
    send(response, 'runs.json', json(await records.rows()))
  })
  router.get('/runs/:id/record.json', administrator, async ({ params }: WithId, response) => {
    send(response, `run-${params.id}.json`, json(await records.record(params.id)))
  })
  router.get('/runs/:id/record.csv', administrator, async ({ params }: WithId, response) => {
    send(response, `run-${params.id}.csv`, recordCsv(await records.record(params.id)))
  })
  router.get('/runs/:id/junit.xml', administrator, async ({ params }: WithId, response) => {
    send(response, `run-${params.id}.xml`, recordJunit(await records.record(params.id)))
  })
  router.get(
    '/runs/:id/casts/:terminal.cast',
    async (request: Request<{ id: string; terminal: string }>, response) => {
      const { id, terminal } = request.params
      holderOf(people, request, id)
      const text = await records.castText(id, terminal)
      if (text === undefined) throw new AppError('page-unknown')
      send(response, `run-${id}-${terminal}.cast`, text)
    },
  )
  return router
}

const types: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  cast: 'application/x-asciicast; charset=utf-8',
}

function send(response: Response, name: string, text: string): void {
  const safe = name.replace(/[^\w.-]/g, '_')
  const ending = safe.slice(safe.lastIndexOf('.') + 1)
  response.setHeader('Content-Type', types[ending] ?? 'application/octet-stream')
  response.setHeader('Content-Disposition', `attachment; filename="slipway-${safe}"`)
  response.send(text)
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
