/** A run while it lives: what is so now and is not recorded. */
import type { Outcome } from '../../labs/define.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { WireError } from '../errors.ts'
import type { LabView } from './labs.ts'
import type { Entry } from './record.ts'
import type { HostProgress, RunStatus } from './words.ts'

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
  /** Null or absent while nothing is put back or caught up. */
  replay?: Replay | null
  /** Ids of checks that are being asked now. */
  asking: string[]
  /** The last outcome of every check, whether recorded or not. A patch holds only those that changed. */
  now: Record<string, Outcome>
}

/** A reset or a catch-up that goes on, or that failed. */
export interface Replay {
  what: 'host' | 'step' | 'catch-up'
  /** The host that is put back, or the id of the step that is gone to. */
  target: string
  /** What is being done now, in words. */
  doing: string
  /** 0 to 1. */
  share: number
  error?: WireError
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
