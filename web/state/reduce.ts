/** A run as the browser knows it: a pure fold over what the server says. */
import type { Outcome } from '../../labs/define.ts'
import type {
  EndReason,
  Entry,
  EntryBody,
  Joined,
  LiveState,
  RunView,
  WireError,
} from '../../server/protocol.ts'

export interface RunState {
  run: RunView | null
  /** The last entry of the record that is folded in. */
  seq: number
  live: LiveState
  /** What the lab's parameters are drawn from; empty until the record is known. */
  seed: string
  /** The server's clock minus ours, in ms. */
  skew: number
  /** By step: when it was passed, in the server's ms since the epoch. */
  passedAt: Record<string, number>
  /** Ids of steps that were carried out for the learner. */
  caughtUp: readonly string[]
  /** Failures that the learner caused by asking or answering, by step. */
  failures: Record<string, number>
  /** Text of the hints taken, by step and number. */
  hints: Record<string, Record<number, string>>
  /** Last answer, by check. */
  answers: Record<string, string>
  /** Last recorded outcome, by check. */
  recorded: Record<string, Outcome>
  terminalsOpened: number
  outcomes: number
  readyAt: number | null
  endedAt: number | null
  reason: EndReason | null
  error: WireError | null
  /** Set while the engine under the run does not answer. */
  engineLost: WireError | 'unknown' | null
}

export type Told =
  | { type: 'joined'; joined: Joined; now: number }
  | { type: 'entry'; entry: Entry }
  | { type: 'live'; patch: Partial<LiveState> }

export function emptyRun(): RunState {
  return {
    run: null,
    seq: 0,
    live: {
      status: 'requested',
      progress: [],
      topology: null,
      extensionMs: 0,
      extensionsLeft: 0,
      terminals: [],
      asking: [],
      now: {},
    },
    seed: '',
    skew: 0,
    passedAt: {},
    caughtUp: [],
    failures: {},
    hints: {},
    answers: {},
    recorded: {},
    terminalsOpened: 0,
    outcomes: 0,
    readyAt: null,
    endedAt: null,
    reason: null,
    error: null,
    engineLost: null,
  }
}

export function reduce(state: RunState, told: Told): RunState {
  if (told.type === 'entry') return foldEntry(state, told.entry)
  if (told.type === 'live') return { ...state, live: mergeLive(state.live, told.patch) }
  const { run, entries, live, clock } = told.joined
  return { ...entries.reduce(foldEntry, state), run, live, skew: clock - told.now }
}

/** Whether an entry can only be understood after a new join: something before it was missed. */
export function isGap(state: RunState, entry: Entry): boolean {
  return entry.seq > state.seq + 1
}

function mergeLive(live: LiveState, patch: Partial<LiveState>): LiveState {
  return { ...live, ...patch, now: { ...live.now, ...patch.now } }
}

function foldEntry(state: RunState, entry: Entry): RunState {
  if (entry.seq <= state.seq) return state
  const fold = folds[entry.body.type] as Fold<EntryBody>
  return { ...state, ...fold(state, entry.body, entry.at), seq: entry.seq }
}

type Fold<Body> = (state: RunState, body: Body, at: number) => Partial<RunState>
type Folds = { [Type in EntryBody['type']]: Fold<Extract<EntryBody, { type: Type }>> }

const folds: Folds = {
  requested: (_, { seed }) => ({ seed }),
  images: () => ({}),
  command: () => ({}),
  extended: () => ({}),
  applied: () => ({}),
  file: () => ({}),
  reset: () => ({}),
  'caught-up': (state, { step }, at) => ({
    passedAt: { ...state.passedAt, [step]: at },
    caughtUp: [...state.caughtUp, step],
  }),
  status: (state, { status, reason, error }, at) => ({
    readyAt: status === 'ready' ? (state.readyAt ?? at) : state.readyAt,
    endedAt: status === 'ended' ? at : state.endedAt,
    reason: reason ?? state.reason,
    error: status === 'failed' ? (error ?? state.error) : null,
  }),
  outcome: (state, { step, check, trigger, outcome }) => {
    const caused = trigger === 'button' || trigger === 'answer'
    const failed = caused && outcome.verdict === 'fail' ? 1 : 0
    return {
      recorded: { ...state.recorded, [check]: outcome },
      failures: { ...state.failures, [step]: (state.failures[step] ?? 0) + failed },
      outcomes: state.outcomes + 1,
    }
  },
  passed: (state, { step }, at) => ({ passedAt: { ...state.passedAt, [step]: at } }),
  answer: (state, { check, text }) => ({ answers: { ...state.answers, [check]: text } }),
  hint: (state, { step, hint, text }) => ({
    hints: { ...state.hints, [step]: { ...state.hints[step], [hint]: text } },
  }),
  terminal: (state, { action }) => ({
    terminalsOpened: state.terminalsOpened + (action === 'opened' ? 1 : 0),
  }),
  engine: (_, { state: engine, error }) => ({
    engineLost: engine === 'lost' ? (error ?? 'unknown') : null,
  }),
}
