/** The words that several parts of the protocol share. */

export type RunStatus = 'requested' | 'preparing' | 'ready' | 'idle' | 'ended' | 'failed'

/** Why a run ended: by the learner, by an administrator, by time, or by the server's own end. */
export type EndReason = 'learner' | 'administrator' | 'idle' | 'time' | 'server' | 'engine'

/** What made the server ask: the learner's button, a shell prompt, a Docker event, an answer, or time. */
export type Trigger = 'button' | 'prompt' | 'event' | 'answer' | 'start' | 'prove'

export interface HostProgress {
  host: string
  /** What it is doing now, in words: "starting the engine". */
  doing: string
  done: boolean
  /** 0 to 1, where a quantity is known. */
  share?: number
}

/** One step of a plan: what *Apply* would do to a running draft, and why. */
export interface PlanStep {
  host: string
  action: string
  target: string
  reason: string
}
