/** When a run ends by itself: idle time since the last sign of life, total time, and its extensions. */
import type { EndReason } from '../protocol.ts'

export interface TimeLimits {
  /** All in ms. */
  idleMs: number
  totalMs: number
  extensionMs: number
  extensions: number
}

export interface RunTimes {
  readyAt: number
  activeAt: number
  extended: number
}

export interface Deadlines {
  idleAt: number
  endsAt: number
  extensionsLeft: number
}

export function deadlines(times: RunTimes, limits: TimeLimits): Deadlines {
  return {
    idleAt: times.activeAt + limits.idleMs,
    endsAt: times.readyAt + limits.totalMs + times.extended * limits.extensionMs,
    extensionsLeft: Math.max(0, limits.extensions - times.extended),
  }
}

/** The reason why a run is over at `now`; undefined while it is not. */
export function overdue(times: RunTimes, limits: TimeLimits, now: number): EndReason | undefined {
  const { idleAt, endsAt } = deadlines(times, limits)
  if (now >= endsAt) return 'time'
  if (now >= idleAt) return 'idle'
  return undefined
}

/** Half of the idle time without a sign of life: shown as idle, with the time that is left. */
export function looksIdle(times: RunTimes, limits: TimeLimits, now: number): boolean {
  return now - times.activeAt >= limits.idleMs / 2
}
