/**
 * Everything that passes between browser and server. Types only: the browser imports this file as types,
 * and the payloads that come from a browser are checked by the schemas in `server/payloads.ts`.
 */
import type { Outcome } from '../labs/define.ts'
import type { Layout } from '../labs/layout.ts'
import type { LabState, Ref } from '../labs/topology/state.ts'
import type { WireError } from './errors.ts'

export type { WireError } from './errors.ts'

export type RunStatus = 'requested' | 'preparing' | 'ready' | 'idle' | 'ended' | 'failed'

/** Why a run ended: by the learner, by an administrator, by time, or by the server's own end. */
export type EndReason = 'learner' | 'administrator' | 'idle' | 'time' | 'server' | 'engine'

/** What made the server ask: the learner's button, a shell prompt, a Docker event, an answer, or time. */
export type Trigger = 'button' | 'prompt' | 'event' | 'answer' | 'start' | 'prove'

/** One line of a run's append-only record. */
export type EntryBody =
  | {
      type: 'requested'
      lab: string
      digest: string
      seed: string
      learner: string
      params: Record<string, string>
    }
  | { type: 'status'; status: RunStatus; reason?: EndReason; error?: WireError }
  | { type: 'images'; digests: Record<string, string> }
  | { type: 'outcome'; step: string; check: string; trigger: Trigger; outcome: Outcome }
  | { type: 'passed'; step: string }
  | { type: 'answer'; step: string; check: string; text: string }
  | { type: 'hint'; step: string; hint: number; text: string }
  | { type: 'terminal'; terminal: string; host: string; action: 'opened' | 'closed' }
  | { type: 'extended'; until: number }
  | { type: 'engine'; state: 'lost' | 'back'; error?: WireError }
  /** A try was brought to a later state of its draft. */
  | { type: 'applied'; digest: string; steps: PlanStep[] }

export interface Entry {
  /** 1, 2, 3, … without gaps within a run. */
  seq: number
  /** Milliseconds since the epoch. */
  at: number
  body: EntryBody
  /** Hex SHA-256 over the entry and the hash of the one before. */
  hash: string
}

/** A check as a learner may see it. */
export interface CheckView {
  id: string
  kind: string
  describe: string
  needs: string[]
  weight: number
  /** Prompt of a question to answer; absent for every other kind. */
  ask?: string
  /** The way that a check tries, and whether it should be open; a host's name stands for the host. */
  between?: { from: Ref; to: Ref; open: boolean }
}

export interface StepView {
  id: string
  title: string
  /** Markdown. */
  text: string
  checks: CheckView[]
  /** After how many failures each hint may be asked for. */
  hints: { afterFailures: number }[]
}

/** A lab as a learner may see it: no solutions, no hints that were not asked for. */
export interface LabView {
  id: string
  digest: string
  /** Number of the published version; absent for a lab as shipped and for a draft. */
  version?: number
  title: string
  summary: string
  level: string
  minutes: number
  tags: string[]
  learn: string[]
  requires: string[]
  hosts: string[]
  steps: StepView[]
  layout: Layout
  /** The starting state, for the drawing. */
  drawing: LabState
}

export interface LabCard extends Omit<LabView, 'steps'> {
  steps: number
  /** State of one's last run of it, if any. */
  last?: { run: string; status: RunStatus; passed: number; at: number }
}

export interface HostProgress {
  host: string
  /** What it is doing now, in words: "starting the engine". */
  doing: string
  done: boolean
  /** 0 to 1, where a quantity is known. */
  share?: number
}

export interface TerminalView {
  id: string
  host: string
  title: string
  cols: number
  rows: number
}

/** What is so now and is not recorded; sent whole on join and in parts afterwards. */
export interface LiveState {
  status: RunStatus
  progress: HostProgress[]
  /** Honest guess of the remaining preparation, in ms, from earlier runs of the same lab. */
  estimateMs?: number
  /** What the engines hold now; null until the first look. */
  topology: LabState | null
  /** Milliseconds since the epoch. */
  idleAt?: number
  endsAt?: number
  extensionMs: number
  extensionsLeft: number
  terminals: TerminalView[]
  /** Ids of checks that are being asked now. */
  asking: string[]
  /** The last outcome of every check, whether recorded or not. A patch holds only those that changed. */
  now: Record<string, Outcome>
}

export interface RunView {
  id: string
  learner: string
  lab: LabView
  startedAt: number
}

export interface Joined {
  run: RunView
  /** Entries after the one that the client named, so that a reconnect loses nothing. */
  entries: Entry[]
  live: LiveState
  /** The server's clock, in ms since the epoch, so that times left are right on a wrong clock. */
  clock: number
}

/** One row of the review table. */
export interface RunRow {
  run: string
  lab: string
  title: string
  learner: string
  status: RunStatus
  reason?: EndReason
  startedAt: number
  endedAt?: number
  passed: number
  steps: number
  hints: number
  failures: number
}

/** A run for a grader: everything that was recorded. */
export interface RunRecord {
  row: RunRow
  lab: LabView
  entries: Entry[]
  /** Whether every entry's hash follows from the one before. */
  intact: boolean
  casts: CastView[]
}

export interface CastView {
  terminal: string
  host: string
  startedAt: number
  /** Milliseconds. */
  duration: number
  bytes: number
  /** Output beyond the limit that was shown but not kept. */
  dropped: number
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError }
export type Ack<T> = (result: Result<T>) => void

export interface ClientToServer {
  /** `after`: the last entry the client holds; 0 for none. */
  'run:join': (payload: { run: string; after: number }, ack: Ack<Joined>) => void
  'run:retry': (payload: { run: string }, ack: Ack<null>) => void
  'run:extend': (payload: { run: string }, ack: Ack<null>) => void
  'run:end': (payload: { run: string }, ack: Ack<null>) => void
  'check:ask': (payload: { run: string; step: string }, ack: Ack<null>) => void
  'check:answer': (
    payload: { run: string; step: string; check: string; text: string },
    ack: Ack<null>,
  ) => void
  'hint:take': (payload: { run: string; step: string; hint: number }, ack: Ack<string>) => void
  'terminal:open': (
    payload: { run: string; host: string; cols: number; rows: number },
    ack: Ack<TerminalView>,
  ) => void
  /** Answers with the scrollback; output after it follows as `terminal:data`. */
  'terminal:attach': (
    payload: { run: string; terminal: string },
    ack: Ack<{ terminal: TerminalView; scrollback: string }>,
  ) => void
  'terminal:detach': (payload: { run: string; terminal: string }) => void
  'terminal:input': (payload: { run: string; terminal: string; data: string }) => void
  'terminal:resize': (payload: {
    run: string
    terminal: string
    cols: number
    rows: number
  }) => void
  /** Says how many characters were shown since the last acknowledgement. */
  'terminal:shown': (payload: { run: string; terminal: string; chars: number }) => void
  'terminal:close': (payload: { run: string; terminal: string }, ack: Ack<null>) => void
  /** Administrator. Answers with what the proof said so far; the rest follows as `proof:event`. */
  'proof:join': (payload: { proof: string }, ack: Ack<ProofEvent[]>) => void
}

export interface ServerToClient {
  'run:entry': (payload: { run: string; entry: Entry }) => void
  /** Replaces the keys it holds, but for `now`, which is merged. */
  'run:live': (payload: { run: string; live: Partial<LiveState> }) => void
  'terminal:data': (payload: { terminal: string; data: string }) => void
  /** `detached`: this client was too slow and should attach again; `closed`: the shell is gone. */
  'terminal:gone': (payload: { terminal: string; why: 'closed' | 'detached' }) => void
  'proof:event': (payload: { proof: string; event: ProofEvent }) => void
}

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
  limits: Record<string, string>
  runs: RunRow[]
  images: { name: string; digest: string }[]
}

/**
 * HTTP, all JSON unless said otherwise; errors are `{ error: WireError }` with its status.
 *
 * GET  /link/:token                 administrator's one-time link: sets a cookie, redirects to /
 * GET  /run/:id?key=SECRET          a run's link: sets a cookie, redirects to /run/:id
 * GET  /api/me                      Me
 * GET  /api/labs                    LabCard[]            (administrator)
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

/** A lab that is being written. `revision` counts saves; a save names the revision that it was made on. */
export interface DraftRow {
  id: string
  /** Id of the lab that it publishes as; absent for a new lab before its first version. */
  lab?: string
  title: string
  revision: number
  savedAt: number
  /** Errors in the text as it was last saved. */
  problems: number
  /** The latest version of its lab. */
  published?: { digest: string; at: number; number: number }
}

export interface DraftContent {
  text: string
  layout: Layout
  /** Path below `files/` → content. */
  files: Record<string, string>
}

export interface Draft extends DraftRow, DraftContent {}

/** A published version: immutable, named by digest. */
export interface VersionRow {
  digest: string
  /** 1, 2, 3, … within a lab. */
  number: number
  at: number
  title: string
  note: string
}

/** One step of a plan: what *Apply* would do to a running draft, and why. */
export interface PlanStep {
  host: string
  action: string
  target: string
  reason: string
}

/** What a proof says as it goes on; see `server/verify/prove.ts`. */
export type ProofEvent =
  | { type: 'preparing'; progress: HostProgress[] }
  | {
      type: 'step'
      step: string
      title: string
      before: 'fails' | 'passes' | 'inconclusive'
      after: 'passes' | 'fails' | 'inconclusive' | 'not tried'
      ms: number
      surprise: string
      transcript: string
    }
  | { type: 'done'; proved: boolean; missing: string[]; failure: string; ms: number }

/**
 * The builder's HTTP (administrator), in the manner of `HttpApi`:
 *
 * GET    /api/drafts                      DraftRow[]
 * POST   /api/drafts {from?: lab id, content?: DraftContent}   Draft
 * GET    /api/drafts/:id                  Draft
 * PUT    /api/drafts/:id {revision, ...DraftContent}   { revision } or 409 `stale-draft`; nothing is lost: the client rebases
 * DELETE /api/drafts/:id                  null
 * POST   /api/drafts/:id/publish {note}   VersionRow; 422 `lab-broken` with diagnostics while it has errors
 * GET    /api/labs/:id/versions           VersionRow[]
 * GET    /api/labs/:id/versions/:digest   DraftContent
 * POST   /api/drafts/:id/try              StartedRun of the text as saved
 * GET    /api/drafts/:id/try/:run/plan    PlanStep[]: the draft as saved against the running try
 * POST   /api/drafts/:id/try/:run/apply   PlanStep[] that were done
 * POST   /api/drafts/:id/prove            { proof: id }; its ProofEvents come by the socket as `proof:event` after `proof:join`
 * GET    /api/runs/:id/state              LabState: the observed state, to be imported into a draft
 */
export type BuilderApi = never
