/** A run's append-only record, and how a grader reads it. */
import type { Outcome } from '../../labs/define.ts'
import type { WireError } from '../errors.ts'
import type { LabView } from './labs.ts'
import type { EndReason, PlanStep, RunStatus, Trigger } from './words.ts'

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
  /** A command that ended, as the host's own shell told it: root there can tell anything. */
  | { type: 'command'; terminal: string; host: string; text: string; exit: number }
  | { type: 'extended'; until: number }
  | { type: 'engine'; state: 'lost' | 'back'; error?: WireError }
  /** A file of a host was changed in the file pane. `text` is its new content where that is short. */
  | {
      type: 'file'
      host: string
      path: string
      action: 'saved' | 'made' | 'moved' | 'removed'
      /** Where it was moved to. */
      to?: string
      bytes?: number
      version?: string
      text?: string
    }
  /** A host, or every host to where a step began, was put back. What was passed stays passed. */
  | { type: 'reset'; host?: string; step?: string }
  /** A step was carried out with its reference solution: it counts as passed, and not as the learner's own. */
  | { type: 'caught-up'; step: string }
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
  /** Steps that the learner passed; those that were caught up are not among them. */
  passed: number
  caughtUp: number
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
