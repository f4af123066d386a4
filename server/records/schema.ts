/** The tables as Kysely sees them. Times are milliseconds since the epoch. */
export interface RunsTable {
  id: string
  lab: string
  title: string
  digest: string
  /** Names the row of `views` that holds the lab as this learner was given it. */
  view: string
  learner: string
  seed: string
  steps: number
  started_at: number
  /** Number and hash of the last entry. */
  seq: number
  hash: string
  status: string
  reason: string | null
  ended_at: number | null
  /** JSON list of step ids, as is the next. */
  passed: string
  caught_up: string
  hints: number
  failures: number
  preparing_at: number | null
  prepared_ms: number | null
}

export interface EntriesTable {
  run: string
  seq: number
  at: number
  /** Canonical JSON. */
  body: string
  hash: string
}

export interface ViewsTable {
  hash: string
  digest: string
  /** Canonical JSON of a LabView. */
  view: string
}

export interface CastsTable {
  run: string
  terminal: string
  host: string
  cols: number
  rows: number
  started_at: number
  duration: number
  bytes: number
  dropped: number
  /** How many chunks there are. */
  chunks: number
}

export interface CastChunksTable {
  run: string
  terminal: string
  chunk: number
  /** Lines of asciicast v2 events. */
  events: string
}

export interface SettingsTable {
  name: string
  value: string
}

export interface LinksTable {
  hash: string
  expires_at: number
  used_at: number | null
}

export interface ContentsTable {
  digest: string
  /** JSON of a string. */
  text: string
  /** JSON of a Layout. */
  layout: string
  /** JSON, path below `files/` → content. */
  files: string
}

export interface DraftsTable extends Omit<ContentsTable, 'digest'> {
  id: string
  /** Id of the lab it publishes as. */
  lab: string | null
  title: string
  revision: number
  saved_at: number
  problems: number
  /** Names of the saves that made the latest revisions, one each, the last one last; `-` for one without a name. */
  attempts: string
}

export interface VersionsTable {
  lab: string
  number: number
  digest: string
  at: number
  /** When it was last published: an earlier version is put back by publishing its content again. */
  chosen_at: number
  title: string
  note: string
}

export interface Tables {
  runs: RunsTable
  entries: EntriesTable
  views: ViewsTable
  casts: CastsTable
  cast_chunks: CastChunksTable
  settings: SettingsTable
  links: LinksTable
  contents: ContentsTable
  drafts: DraftsTable
  versions: VersionsTable
}
