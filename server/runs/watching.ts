/** Looks at a run's environment while it is the learner's: events lead to looks and to checks. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Journal } from './journal.ts'
import type { LearnerEyes } from './learner.ts'
import type { Live } from './live.ts'
import type { Environment } from './ports.ts'
import { createProving, type Proving } from './proving.ts'
import { whenSettled } from './settle.ts'

const LOOK_MS = 200

export interface WatchingPorts {
  lab(): CompiledLab
  environment(): Environment
  journal: Journal
  live: Live
  eyes: LearnerEyes
  onError(error: unknown): void
}

export interface Watching {
  /** Undefined while nothing is watched. */
  readonly proving: Proving | undefined
  /** Aborted by the next `stop`, after which there is a new one. */
  readonly signal: AbortSignal
  begin(): void
  stop(): void
  /** For good. */
  end(): void
}

export function createWatching(ports: WatchingPorts): Watching {
  const { journal, live, eyes, onError } = ports
  let stopper = new AbortController()
  let proving: Proving | undefined
  const look = whenSettled(async () => {
    const { signal } = stopper
    try {
      live.set({ topology: await ports.environment().observe() })
    } catch (error) {
      if (!signal.aborted) onError(error)
    }
  }, LOOK_MS)
  const stop = () => {
    stopper.abort()
    stopper = new AbortController()
    proving?.stop()
    proving = undefined
  }
  return {
    get proving() {
      return proving
    },
    get signal() {
      return stopper.signal
    },
    begin() {
      const environment = ports.environment()
      proving = createProving({ lab: ports.lab(), environment, journal, live, eyes, onError })
      environment.events(stopper.signal, () => {
        look.nudge()
        proving?.nudge('event')
      })
      look.nudge()
      proving.nudge('start')
    },
    stop,
    end() {
      look.stop()
      stop()
      stopper.abort()
    },
  }
}
