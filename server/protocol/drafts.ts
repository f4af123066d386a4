/** What the builder and the server tell each other. */
import type { Layout } from '../../labs/layout.ts'
import type { HostProgress } from './words.ts'

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
