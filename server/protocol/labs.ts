/** A lab as browsers see it. */
import type { Lack } from '../../labs/format/preflight.ts'
import type { Layout } from '../../labs/layout.ts'
import type { LabState, Ref } from '../../labs/topology/state.ts'
import type { RunStatus } from './words.ts'

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
  /** After how many failures each hint may be asked for; `when` is a part of the failing sentence that it is for. */
  hints: { afterFailures: number; when?: string }[]
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
  /** What it needs and this machine has not; absent where nothing is lacking. */
  lacks?: Lack[]
  hosts: string[]
  /** Which hosts each wire joins, by its name. */
  wires?: Record<string, string[]>
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

/** Labs in the order of a course: `GET /api/paths`. */
export interface PathView {
  id: string
  title: string
  summary: string
  /** Ids of labs, in order. */
  chapters: { title: string; labs: string[] }[]
}
