/** What the pages and the API need from the rest of the server. */
import type { Administration, LabCard, LabView, PathView, StartedRun } from '../protocol.ts'
import type { People, Site } from '../people/index.ts'
import type { BuilderDeps } from './draft-ports.ts'
import type { RunRecords, CastRecords } from '../records/ports.ts'

export interface CatalogueDoor {
  cards(): Promise<LabCard[]>
  paths(): readonly PathView[]
  /** AppError `lab-unknown` or `lab-broken`. */
  view(id: string): Promise<LabView>
}

export interface RunsDoor {
  /** Answers once the run is recorded; preparing it goes on. AppError `run-limit`, `lab-unknown`, … */
  start(request: { lab: string; learner: string }): Promise<StartedRun>
}

export interface HttpLog {
  debug(words: string): void
  error(details: { err: unknown }, words: string): void
}

export interface HttpDeps {
  builder: BuilderDeps
  catalogue: CatalogueDoor
  runs: RunsDoor
  records: Pick<RunRecords, 'row' | 'rows' | 'record'> & Pick<CastRecords, 'castText'>
  people: People
  administration(): Promise<Administration>
  site: Site
  log: HttpLog
  /** Below this address pages of hosts are served, where it is not `localhost`. */
  publicApps?: string
  /** The built pages: a folder with index.html and assets/. */
  pages: string
}
