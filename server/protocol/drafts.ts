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
      /** Empty when the step is proved. */
      surprise: string
      /** Hints for failures that nothing in the proof has shown, in words. */
      unseenHints: string[]
      transcript: string
    }
  /** Another way through a step: an alternative to its solution, or a mistake. */
  | {
      type: 'way'
      step: string
      kind: 'alternative' | 'mistake'
      title: string
      ms: number
      /** Empty when it did as the lab says. */
      surprise: string
      transcript: string
    }
  /** Begins to try so many of a kind, after the steps. */
  | { type: 'stage'; stage: 'alternatives' | 'mutations'; count: number }
  /** One thing that the lab has built was broken. */
  | {
      type: 'mutant'
      name: string
      /** The last step after which it could be broken. */
      step: string
      verdict: 'noticed' | 'survived' | 'accepted' | 'untried'
      words: string
      ms: number
    }
  | {
      type: 'done'
      proved: boolean
      /** Somebody stopped it, or started another. */
      stopped: boolean
      /** Steps that were never reached. */
      missing: string[]
      /** What ended it before its time; empty otherwise. */
      failure: string
      /** What is wrong with the lab as a whole. */
      complaints: string[]
      ms: number
    }

/** A proof of a draft, with what is proved: the draft may have been changed since. */
export interface ProofView {
  proof: string
  text: string
  files: Record<string, string>
}

/** What goes on with a draft, to be found again by a page that is opened anew. */
export interface DraftWork {
  /** The try; null where none goes on. */
  run: string | null
  /** The latest proof. */
  proof: ProofView | null
}

/**
 * The builder's HTTP (administrator), in the manner of `HttpApi`:
 *
 * GET    /api/drafts                      DraftRow[]
 * POST   /api/drafts {from?: lab id, content?: DraftContent}   Draft
 * GET    /api/drafts/:id                  Draft
 * PUT    /api/drafts/:id {revision, attempt?, ...DraftContent}   { revision } or 409 `stale-draft`; nothing is lost: the client
 *                                         rebases. Asked for again under the same name of the attempt, it is done once
 * DELETE /api/drafts/:id                  null
 * POST   /api/drafts/:id/publish {note}   VersionRow; 422 `lab-broken` with diagnostics while it has errors
 * GET    /api/labs/:id/versions           VersionRow[]
 * GET    /api/labs/:id/versions/:digest   DraftContent
 * POST   /api/drafts/:id/try              StartedRun of the text as saved
 * GET    /api/drafts/:id/try/:run/plan    PlanStep[]: the draft as saved against the running try
 * POST   /api/drafts/:id/try/:run/apply   PlanStep[] that were done
 * GET    /api/drafts/:id/work             DraftWork
 * POST   /api/drafts/:id/prove {mutate?}  ProofView; its ProofEvents come by the socket as `proof:event` after `proof:join`
 * DELETE /api/drafts/:id/prove            null, once the proof is stopped and nothing of it is left
 * GET    /api/runs/:id/state              Found: the observed state, to be imported into a draft
 */
export type BuilderApi = never
