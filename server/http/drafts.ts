/** The builder's JSON, for administrators: drafts, versions, tries and proofs. */
import { Router, type Request } from 'express'
import type { People } from '../people/index.ts'
import type { DraftWork } from '../protocol.ts'
import { readBody } from './bodies.ts'
import { createBody, proveBody, publishBody, saveBody } from './draft-bodies.ts'
import type { BuilderDeps } from './draft-ports.ts'
import { administratorOnly } from './guards.ts'

type WithId = Request<{ id: string }>
type WithRun = Request<{ id: string; run: string }>

export function builder(deps: BuilderDeps, people: People): Router {
  const router = Router()
  router.use(administratorOnly(people))
  editing(router, deps)
  versions(router, deps)
  running(router, deps)
  return router
}

function editing(router: Router, { drafts }: BuilderDeps): void {
  router.get('/drafts', async (_request, response) => {
    response.json(await drafts.list())
  })
  router.post('/drafts', async (request, response) => {
    response.status(201).json(await drafts.create(readBody(createBody, request.body)))
  })
  router.get('/drafts/:id', async ({ params }: WithId, response) => {
    response.json(await drafts.get(params.id))
  })
  router.put('/drafts/:id', async ({ params, body }: WithId, response) => {
    const { revision, attempt, ...content } = readBody(saveBody, body)
    response.json({ revision: await drafts.save(params.id, revision, content, attempt) })
  })
  router.delete('/drafts/:id', async ({ params }: WithId, response) => {
    await drafts.remove(params.id)
    response.json(null)
  })
}

function versions(router: Router, { drafts }: BuilderDeps): void {
  router.post('/drafts/:id/publish', async ({ params, body }: WithId, response) => {
    const { note } = readBody(publishBody, body)
    response.json(await drafts.publish(params.id, note))
  })
  router.get('/labs/:id/versions', async ({ params }: WithId, response) => {
    response.json(await drafts.versions(params.id))
  })
  router.get('/labs/:id/shipped', ({ params }: WithId, response) => {
    response.json(drafts.shipped(params.id))
  })
  router.get(
    '/labs/:id/versions/:digest',
    async ({ params }: Request<{ id: string; digest: string }>, response) => {
      response.json(await drafts.version(params.id, params.digest))
    },
  )
}

function running(router: Router, { tries, proofs, runState }: BuilderDeps): void {
  router.post('/drafts/:id/try', async ({ params }: WithId, response) => {
    response.status(201).json(await tries.start(params.id))
  })
  router.get('/drafts/:id/try/:run/plan', async ({ params }: WithRun, response) => {
    response.json(await tries.plan(params.id, params.run))
  })
  router.post('/drafts/:id/try/:run/apply', async ({ params }: WithRun, response) => {
    response.json(await tries.apply(params.id, params.run))
  })
  router.get('/drafts/:id/work', async ({ params }: WithId, response) => {
    const run = await tries.current(params.id)
    response.json({ run, proof: proofs.current(params.id) } satisfies DraftWork)
  })
  router.post('/drafts/:id/prove', async ({ params, body }: WithId, response) => {
    const options = readBody(proveBody, body ?? {})
    response.status(202).json(await proofs.start(params.id, options))
  })
  router.delete('/drafts/:id/prove', async ({ params }: WithId, response) => {
    await proofs.stop(params.id)
    response.json(null)
  })
  router.get('/runs/:id/state', async ({ params }: WithId, response) => {
    response.json(await runState(params.id))
  })
}
