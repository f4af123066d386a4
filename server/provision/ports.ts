import type { Executors, Step } from './steps.ts'
import type { Actual, Desired } from './state.ts'

/** The outside world as the loop sees it. */
export interface Runtime {
  observe(desired: Desired, signal: AbortSignal): Promise<Actual>
  executors: Executors
}

/** Told as work goes on. */
export interface Progress {
  planned(steps: readonly Step[]): void
  started(step: Step): void
  done(step: Step): void
}
