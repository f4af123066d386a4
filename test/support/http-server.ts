/** The HTTP side on a free port, with real people and a real database, and doubles for labs and Docker. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCatalogue } from '../../server/catalogue.ts'
import { createDrafts } from '../../server/drafts/drafts.ts'
import { createLibrary } from '../../server/drafts/index.ts'
import { AppError } from '../../server/errors.ts'
import { httpApp, startServer } from '../../server/http/index.ts'
import { openPeople, siteOf, type People } from '../../server/people/index.ts'
import type { Administration } from '../../server/protocol.ts'
import { openRecords, type Records } from '../../server/records/index.ts'
import { labView } from './lab-view.ts'
import { root } from './sources.ts'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

export interface TestServer {
  people: People
  records: Records
  server: Server
  port: number
  /** What was logged as an error. */
  errors: unknown[]
  ask(
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: string,
  ): Promise<Answer>
  close(): Promise<void>
}

export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-http-'))
  writePages(join(folder, 'web'))
  const records = await openRecords({ file: join(folder, 'slipway.db') })
  const people = await openPeople(records, { secure: false })
  const errors: unknown[] = []
  const shipped = await readCatalogue(join(root, 'labs/catalogue'))
  const none = () => Promise.reject(new AppError('run-unknown'))
  const app = httpApp({
    records,
    builder: {
      drafts: createDrafts({
        ...{ records, shipped, library: createLibrary(shipped, records) },
        onDelete: () => Promise.resolve(),
      }),
      tries: { start: none, plan: none, apply: none, current: () => Promise.resolve(null) },
      proofs: { start: none, current: () => null, stop: () => Promise.resolve() },
      runState: none,
    },
    people,
    site: siteOf({ host: '127.0.0.1' }, 'machine'),
    pages: join(folder, 'web'),
    administration: () => Promise.resolve({ runs: [] } as unknown as Administration),
    log: { debug: () => undefined, error: ({ err }) => void errors.push(err) },
    catalogue: {
      paths: () => [],
      cards: () => Promise.reject(new Error('the catalogue broke')),
      view: (id) =>
        id === 'default-bridge'
          ? Promise.resolve(labView())
          : Promise.reject(new AppError('lab-unknown', { lab: id, known: 'default-bridge' })),
    },
    runs: {
      start: async ({ lab, learner }) => {
        const run = `run-${lab}`
        await records.createRun({ id: run, lab: labView(), learner, seed: 's', params: {} })
        return { run, link: people.runLink(run) }
      },
    },
  })
  const server = await startServer(app, { host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  return {
    ...{ people, records, server, port, errors },
    ask: (method, path, headers = {}, body) => ask(port, method, path, headers, body),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await records.close()
      rmSync(folder, { recursive: true })
    },
  }
}

function writePages(folder: string): void {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Slipway</title>')
  writeFileSync(join(folder, 'theme.js'), '/* theme */')
  writeFileSync(join(folder, 'assets/index-abc123.js'), 'export const x = 1\n'.repeat(5_000))
  writeFileSync(join(folder, '..', 'outside.txt'), 'not for anybody')
}

/** Not fetch: that does not let a test choose Host. */
function ask(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
