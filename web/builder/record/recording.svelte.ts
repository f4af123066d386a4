/** Doing a step once while somebody listens: what the hosts held before, what the shells told, what they hold after. */
import {
  recordedStep,
  type Found,
  type Heard,
  type Recorded,
} from '../../../labs/exchange/index.ts'
import type { Result, WireError } from '../../../server/protocol.ts'

export interface RecordingPorts {
  /** What the hosts hold now. */
  look(): Promise<Result<Found>>
  /** Tells every command that ends, until the answer is called. */
  listen(onCommand: (command: Heard) => void): () => void
}

export type Recording = ReturnType<typeof createRecording>

export function createRecording({ look, listen }: RecordingPorts) {
  let stage = $state<'off' | 'beginning' | 'on' | 'ending'>('off')
  let heard = $state.raw<readonly Heard[]>([])
  let recorded = $state.raw<Recorded | null>(null)
  let error = $state.raw<WireError | null>(null)
  let before: Found | undefined
  let after: Found | undefined
  let stop = () => {}

  function attend() {
    stop()
    stop = listen((command) => (heard = [...heard, command]))
    stage = 'on'
  }
  function leave() {
    stop()
    stop = () => {}
    stage = 'off'
  }

  return {
    get stage() {
      return stage
    },
    get heard() {
      return heard
    },
    /** What came of it, once it has ended. */
    get recorded() {
      return recorded
    },
    get error() {
      return error
    },
    async begin() {
      error = null
      recorded = null
      stage = 'beginning'
      const found = await look()
      if (stage !== 'beginning') return
      if (!found.ok) {
        error = found.error
        stage = 'off'
        return
      }
      before = found.value
      heard = []
      attend()
    },
    /** Goes on listening where the hosts cannot be looked at. */
    async end() {
      if (stage !== 'on' || before === undefined) return
      error = null
      stage = 'ending'
      const found = await look()
      if (stage !== 'ending') return
      if (!found.ok) {
        error = found.error
        stage = 'on'
        return
      }
      after = found.value
      recorded = recordedStep(before, after, heard)
      leave()
    },
    /** From where the last one ended, so that nothing between two steps is lost. */
    next() {
      recorded = null
      before = after
      heard = []
      attend()
    },
    /** As if it had not been ended: nothing of it is lost. */
    resume() {
      if (recorded === null) return
      recorded = null
      attend()
    },
    /** Forgets what came of it. */
    done() {
      recorded = null
    },
    drop: leave,
  }
}
