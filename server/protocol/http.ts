/** What HTTP answers outside the builder. */
import type { WireError } from '../errors.ts'
import type { RunRow } from './record.ts'

/** `GET /api/me` */
export interface Me {
  role: 'administrator' | 'learner' | 'none'
  /** Runs this browser holds the key of. */
  runs: string[]
}

/** `POST /api/runs` answers with the run and its secret link (path and query). */
export interface StartedRun {
  run: string
  link: string
}

/** `GET /api/administration` */
export interface Administration {
  engine: { where: string; version: string; managed: boolean; cgroup: string }
  isolation: { level: string; words: string; warning?: string }
  /** What labs may need of the machine: what it is, or why it is not here. */
  machine: { need: string; words: string; here: boolean }[]
  limits: Record<string, string>
  runs: RunRow[]
  images: { name: string; digest: string }[]
  /** Labs of the catalogue that cannot be shown, with the reason. */
  unreadable: { lab: string; problem: WireError }[]
}

/**
 * HTTP, all JSON unless said otherwise; errors are `{ error: WireError }` with its status.
 *
 * GET  /link/:token                 administrator's one-time link: sets a cookie, redirects to /
 * GET  /run/:id?key=SECRET          a run's link: sets a cookie, redirects to /run/:id
 * GET  /api/me                      Me
 * GET  /api/labs                    LabCard[]            (administrator)
 * GET  /api/paths                PathView[]           (administrator)
 * GET  /api/labs/:id                LabView              (administrator)
 * POST /api/runs {lab, learner}     StartedRun           (administrator)
 * GET  /api/runs                    RunRow[]             (administrator)
 * GET  /api/runs.csv | runs.json    export of all rows   (administrator)
 * GET  /api/runs/:id                RunRecord            (administrator)
 * GET  /api/runs/:id/link           { link } secret link (administrator)
 * GET  /api/runs/:id/record.json | junit.xml | record.csv (administrator)
 * GET  /api/runs/:id/casts/:terminal.cast   asciicast v2 (administrator or the run's own key)
 * GET  /api/administration          Administration       (administrator)
 * GET  /health                      { ok: true }         (anybody)
 */
export type HttpApi = never
