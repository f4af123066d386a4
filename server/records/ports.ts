/** What the rest of the server may ask of the database. Everything fails with AppError only. */
import type { AppError } from '../errors.ts'
import type { DraftRecords } from './draft-ports.ts'
import type {
  CastView,
  EndReason,
  Entry,
  EntryBody,
  LabView,
  RunRecord,
  RunRow,
  WireError,
} from '../protocol.ts'

export interface NewRun {
  id: string
  /** The lab as this learner sees it, parameters filled in; kept so that a review shows it as it was. */
  lab: LabView
  learner: string
  seed: string
  params: Record<string, string>
}

export interface RunEnd {
  status: 'ended' | 'failed'
  reason?: EndReason
  error?: WireError
}

/** The append-only record of every run. */
export interface RunRecords {
  /** Writes the run and its first entry (`requested`). A taken id is an AppError `database`. */
  createRun(run: NewRun): Promise<Entry>
  /** Resolves only after commit. Appends to one run are serialised; an unknown run is `run-unknown`. */
  append(run: string, body: EntryBody): Promise<Entry>
  /** Writes the final status entry; undefined if the run was over already. */
  finish(run: string, end: RunEnd): Promise<Entry | undefined>
  /** Entries with `seq` greater than `after` (0 for all), in order. */
  entries(run: string, after?: number): Promise<Entry[]>
  /** Whether every hash follows from the one before and none is missing at the end. */
  verify(run: string): Promise<boolean>
  row(run: string): Promise<RunRow | undefined>
  /** Newest first. */
  rows(): Promise<RunRow[]>
  /** Runs that are neither ended nor failed: after a start, those that a dead server left. */
  open(): Promise<RunRow[]>
  /** The lab as the run was given it; `run-unknown` for an unknown run. */
  lab(run: string): Promise<LabView>
  /** Everything that a grader may see; `run-unknown` for an unknown run. */
  record(run: string): Promise<RunRecord>
  /** Median of the last preparations of a lab in ms; undefined before the first. */
  preparedMs(lab: string): Promise<number | undefined>
}

export interface NewCast {
  run: string
  terminal: string
  host: string
  cols: number
  rows: number
  /** Told when a batch could not be written; the batch is kept and tried again with the next. */
  onError: (error: AppError) => void
}

/** Takes what a terminal shows and what is typed; writes at most once a second or every 64 KB. */
export interface CastWriter {
  output(data: string): void
  input(data: string): void
  resize(cols: number, rows: number): void
  /** Resolves when all that was taken so far is committed. */
  flush(): Promise<void>
  /** Flushes and takes no more. */
  close(): Promise<void>
}

export interface CastRecords {
  /** Opening a terminal's cast again continues it. */
  openCast(cast: NewCast): Promise<CastWriter>
  casts(run: string): Promise<CastView[]>
  /** asciicast v2; undefined if the terminal was never recorded. */
  castText(run: string, terminal: string): Promise<string | undefined>
}

export interface SettingRecords {
  /** A secret of this installation: 32 random bytes in hex, made at the first call for a name. */
  secret(name: string): Promise<string>
}

/** One-time tokens, of which only the hash is kept. */
export interface LinkRecords {
  addLink(hash: string, expiresAt: number): Promise<void>
  /** True exactly once for a hash that was added and has not expired. */
  takeLink(hash: string, now: number): Promise<boolean>
}

export interface Records
  extends RunRecords, CastRecords, SettingRecords, LinkRecords, DraftRecords {
  close(): Promise<void>
}

/** A file on this machine, or the URL of a PostgreSQL server. */
export type Where = { file: string } | { url: string }
