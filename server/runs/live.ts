/** What is so now and is not recorded. Changes go out in parts, joined for a moment so that bursts cost one message. */
import type { Outcome } from '../../labs/define.ts'
import type { LiveState } from '../protocol.ts'
import type { TimeLimits } from './clock.ts'

const JOIN_MS = 40

export interface Live {
  readonly state: LiveState
  set(patch: Partial<Omit<LiveState, 'now'>>): void
  outcome(check: string, outcome: Outcome): void
  asking(check: string, now: boolean): void
  stop(): void
}

/** Of a run that was only asked for. */
export function beforeAnything(limits: TimeLimits): LiveState {
  return {
    status: 'requested',
    progress: [],
    topology: null,
    extensionMs: limits.extensionMs,
    extensionsLeft: limits.extensions,
    terminals: [],
    asking: [],
    now: {},
  }
}

export function createLive(first: LiveState, send: (patch: Partial<LiveState>) => void): Live {
  const state = first
  let waiting: Partial<LiveState> = {}
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    const patch = waiting
    waiting = {}
    if (Object.keys(patch).length > 0) send(patch)
  }
  const put = (patch: Partial<LiveState>) => {
    Object.assign(waiting, patch, { now: { ...waiting.now, ...patch.now } })
    if (Object.keys(waiting.now ?? {}).length === 0) delete waiting.now
    timer ??= setTimeout(flush, JOIN_MS)
  }
  return {
    state,
    set(patch) {
      Object.assign(state, patch)
      put(patch)
    },
    outcome(check, outcome) {
      state.now[check] = outcome
      put({ now: { [check]: outcome } })
    },
    asking(check, now) {
      const others = state.asking.filter((id) => id !== check)
      state.asking = now ? [...others, check] : others
      put({ asking: state.asking })
    },
    stop: flush,
  }
}
