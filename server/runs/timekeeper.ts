/** Keeps a run's time: signs of life, extensions, and the moment when it is over by itself. */
import type { EndReason } from '../protocol.ts'
import { deadlines, looksIdle, overdue, type RunTimes, type TimeLimits } from './clock.ts'
import type { Live } from './live.ts'

const TICK_MS = 1000

export interface Timekeeper {
  /** A sign of life. */
  touch(): void
  /** The learner's time begins. */
  begin(at: number): void
  /** Answers with the new end; undefined when no extension is left. */
  extend(): number | undefined
  /** An extension of an earlier server's life. */
  recallExtension(): void
  show(): void
  start(): void
  stop(): void
}

export function createTimekeeper(
  limits: TimeLimits,
  live: Live,
  on: { over(reason: EndReason): void; idle(): void; awake(): void },
): Timekeeper {
  const times: RunTimes = { readyAt: Date.now(), activeAt: Date.now(), extended: 0 }
  let ticking: NodeJS.Timeout | undefined
  const show = () => live.set(deadlines(times, limits))
  const tick = () => {
    const now = Date.now()
    const reason = overdue(times, limits, now)
    if (reason !== undefined) on.over(reason)
    else if (live.state.status === 'ready' && looksIdle(times, limits, now)) {
      show()
      on.idle()
    }
  }
  const touch = () => {
    times.activeAt = Date.now()
    if (live.state.status !== 'idle') return
    show()
    on.awake()
  }
  return {
    touch,
    show,
    begin(at) {
      times.readyAt = at
    },
    extend() {
      if (deadlines(times, limits).extensionsLeft === 0) return undefined
      times.extended += 1
      touch()
      show()
      return deadlines(times, limits).endsAt
    },
    recallExtension() {
      times.extended += 1
    },
    start() {
      touch()
      ticking ??= setInterval(tick, TICK_MS)
    },
    stop() {
      clearInterval(ticking)
      ticking = undefined
    },
  }
}
