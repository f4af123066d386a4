import type { Executors, Step } from './steps.ts'
import type { Actual, Desired } from './state.ts'

/** The outside world as the loop sees it. */
export interface Runtime {
  observe(desired: Desired, signal: AbortSignal): Promise<Actual>
  executors: Executors
}

/** Told as work goes on; `left` steps of the current plan are not done yet. */
export interface Progress {
  started(step: Step): void
  done(step: Step, left: Step[]): void
}
