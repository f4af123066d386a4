/** What the builder's API needs from the rest of the server. */
import type { Found } from '../../labs/exchange/index.ts'
import type {
  Draft,
  DraftContent,
  DraftRow,
  PlanStep,
  ProofView,
  StartedRun,
  VersionRow,
} from '../protocol.ts'

export interface DraftsDoor {
  list(): Promise<DraftRow[]>
  /** AppError `draft-unknown`, as do all that name a draft. */
  get(id: string): Promise<Draft>
  /** A copy of a lab, a given content, or a new lab. AppError `lab-unknown`. */
  create(from: { from?: string | undefined; content?: DraftContent | undefined }): Promise<Draft>
  /**
   * Answers, once it is on the disk, with the new revision. AppError `stale-draft`.
   * @param attempt a name for this save: asked for again under it, it is done once
   */
  save(id: string, revision: number, content: DraftContent, attempt?: string): Promise<number>
  remove(id: string): Promise<void>
  /** AppError `lab-broken`. */
  publish(id: string, note: string): Promise<VersionRow>
  versions(lab: string): Promise<VersionRow[]>
  /** The lab as it came with Slipway; null for one that was made here. */
  shipped(lab: string): DraftContent | null
  /** AppError `version-unknown`. */
  version(lab: string, digest: string): Promise<DraftContent>
}

export interface TriesDoor {
  /** Starts the draft as saved; the try before ends. AppError `lab-broken`, `run-limit`. */
  start(draft: string): Promise<StartedRun>
  /** The try that goes on, or null. AppError `draft-unknown`. */
  current(draft: string): Promise<string | null>
  plan(draft: string, run: string): Promise<PlanStep[]>
  /** Answers with the steps that were done. */
  apply(draft: string, run: string): Promise<PlanStep[]>
}

export interface ProofsDoor {
  /** Proves the draft as saved; a proof of it that goes on is stopped. AppError `lab-broken`. */
  start(draft: string, options: { mutate: boolean }): Promise<ProofView>
  /** The latest proof of a draft, also when it has ended. */
  current(draft: string): ProofView | null
  /** Stops the proof of a draft, if one goes on, and waits until nothing of it is left. */
  stop(draft: string): Promise<void>
}

export interface BuilderDeps {
  drafts: DraftsDoor
  tries: TriesDoor
  proofs: ProofsDoor
  /** What the hosts of a run hold now. AppError `run-unknown`, `run-over`. */
  runState(run: string): Promise<Found>
}
