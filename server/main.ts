/** Puts the server together: the only place where everything meets. */
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCatalogue } from './catalogue.ts'
import type { Config } from './config.ts'
import { openDock } from './dock.ts'
import type { Report } from './docker/engine/index.ts'
import { createDesk } from './desk.ts'
import { createLibrary, openWorkshop } from './drafts/index.ts'
import { createApps, httpApp, siteUrl, startServer } from './http/index.ts'
import { createLog } from './log.ts'
import { readShownPaths } from './paths.ts'
import { withPreflight } from './preflight.ts'
import { openPeople, originAllowed, siteOf } from './people/index.ts'
import { openRecords } from './records/index.ts'
import { createRecovery } from './runs/recovery.ts'
import { createRuns } from './runs/runs.ts'
import { serveSocket } from './socket.ts'

export interface Slipway {
  url: string
  /** A one-time administrator link. */
  adminLink: string
  /** Ends what runs here; environments stay for the next start, unless their runs are ended. */
  close(options?: { endRuns?: boolean }): Promise<void>
}

const minute = 60_000
const root = fileURLToPath(new URL('..', import.meta.url))

export async function startSlipway(config: Config, report: Report): Promise<Slipway> {
  const log = createLog(config.logLevel)
  const warn = (err: unknown) => log.warn({ err }, '')
  const stopping = new AbortController()
  const { databaseUrl, limits } = config
  const records = await openRecords(
    databaseUrl === undefined ? { file: join(config.home, 'slipway.db') } : { url: databaseUrl },
    warn,
  )
  const people = await openPeople(records, { secure: config.url?.startsWith('https:') ?? false })
  const owner = (await records.secret('owner')).slice(0, 12)
  const dock = await openDock(config, report, log, owner, stopping.signal)
  const shipped = await readCatalogue(join(root, 'labs/catalogue'))
  const library = withPreflight(createLibrary(shipped, records), dock.lacking)
  const paths = await readShownPaths(join(root, 'labs/paths'), shipped.ids(), warn)

  const runs = createRuns({
    environments: dock.environments,
    records,
    limits: {
      maxRuns: limits.maxRuns,
      terminals: limits.terminals,
      readyWithinMs: limits.readySeconds * 1000,
      idleMs: limits.idleMinutes * minute,
      totalMs: limits.totalMinutes * minute,
      extensionMs: limits.extensionMinutes * minute,
      extensions: limits.extensions,
    },
    compile: (lab, seed, digest) =>
      digest === undefined ? library.begin(lab, seed) : library.again(lab, seed, digest),
    warn,
    onEngineLost: (error) => recover(error),
  })
  const recover = createRecovery(
    {
      suspend: runs.suspend,
      reopen: dock.reopen,
      resume: runs.resume,
      report: (line) => log.warn(line),
    },
    stopping.signal,
  )

  const site = siteOf(config, hostname())
  const desk = createDesk({ paths, library, records, runs, people, dock, limits, warn })
  const { environments } = dock
  const workshop = openWorkshop({ shipped, library, records, runs, people, environments, warn })
  const { builder } = workshop
  const app = httpApp({
    ...desk,
    builder,
    records,
    people,
    site,
    log,
    pages: join(root, 'dist/web'),
    ...(config.publicApps !== undefined && { publicApps: config.publicApps }),
  })
  const http = await startServer(app, config)
  const apps = createApps({
    secret: await records.secret('apps'),
    base: config.publicApps,
    dialler: (run) => runs.find(run)?.dial,
  })
  const socket = serveSocket(http, {
    openApp: apps.open,
    find: runs.find,
    past: runs.past,
    entrance(headers, run) {
      const identity = people.identify(headers)
      if (identity.runs.includes(run)) return 'learner'
      return identity.role === 'administrator' ? 'administrator' : undefined
    },
    isAdministrator: (headers) => people.identify(headers).role === 'administrator',
    joinProof: workshop.joinProof,
    originAllowed: (headers) => originAllowed(headers, site),
    onError: warn,
  })
  apps.divert(http)
  await runs.restore()

  const { port } = http.address() as AddressInfo
  const url = siteUrl({ ...config, port })
  return {
    url,
    adminLink: `${url}${await people.issueLink()}`,
    async close(options) {
      if (options?.endRuns) await Promise.all(runs.all().map((run) => run.end('server')))
      stopping.abort()
      await workshop.close()
      await runs.release()
      apps.close()
      await socket.close()
      http.closeAllConnections()
      await records.close()
      await dock.engine.close()
    },
  }
}
