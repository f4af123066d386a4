/** One run, live: joins, folds what comes, joins again after a lost connection from where it stood. */
import type { Replay, Result, TerminalView, WireError } from '../../server/protocol.ts'
import type { Entry } from '../../server/protocol.ts'
import type { Connection, LinkState } from '../connection.ts'
import { stepsOf, type StepProgress } from './progress.ts'
import { emptyRun, isGap, reduce, type RunState } from './reduce.ts'

export interface RunStore {
  readonly id: string
  readonly connection: Connection
  readonly state: RunState
  readonly steps: StepProgress[]
  readonly current: StepProgress | undefined
  readonly link: LinkState
  /** Why the run cannot be shown at all. */
  readonly refused: WireError | null
  rejoin(): Promise<void>
  retry(): Promise<Result<null>>
  extend(): Promise<Result<null>>
  end(): Promise<Result<null>>
  check(step: string): Promise<Result<null>>
  answer(step: string, check: string, text: string): Promise<Result<null>>
  hint(step: string, hint: number): Promise<Result<string>>
  /** Resolves once it is begun; how it goes on is in `state.live.replay`. */
  reset(reset: { what: Replay['what']; target: string }): Promise<Result<null>>
  openTerminal(host: string, size: Size): Promise<Result<TerminalView>>
  closeTerminal(terminal: string): Promise<Result<null>>
  dispose(): void
}

export interface Size {
  cols: number
  rows: number
}

export function createRunStore(id: string, connection: Connection): RunStore {
  let state = $state.raw(emptyRun())
  let link = $state<LinkState>('connecting')
  let refused = $state.raw<WireError | null>(null)
  const steps = $derived(stepsOf(state))
  const current = $derived(steps.find((step) => step.passedAt === undefined))
  let isJoining = false
  let early: Entry[] = []

  const take = (entry: Entry) => {
    if (isJoining) early.push(entry)
    else if (isGap(state, entry)) void join()
    else fold(entry)
  }
  const fold = (entry: Entry) => {
    state = reduce(state, { type: 'entry', entry })
    // The lab under the run is another one now; only a join tells its steps.
    if (entry.body.type === 'applied') void join()
  }

  const join = async () => {
    if (isJoining) return
    isJoining = true
    const result = await connection.ask('run:join', { run: id, after: state.seq })
    isJoining = false
    const waiting = early
    early = []
    if (result.ok) {
      refused = null
      state = reduce(state, { type: 'joined', joined: result.value, now: Date.now() })
      waiting.forEach(take)
    } else if (result.error.code !== 'offline') {
      refused = result.error
    }
  }

  const stops = [
    connection.on('run:entry', (told) => {
      if (told.run === id) take(told.entry)
    }),
    connection.on('run:live', (told) => {
      if (told.run === id) state = reduce(state, { type: 'live', patch: told.live })
    }),
    connection.onLink((now) => {
      link = now
      if (now === 'connected') void join()
    }),
  ]

  return {
    id,
    connection,
    get state() {
      return state
    },
    get steps() {
      return steps
    },
    get current() {
      return current
    },
    get link() {
      return link
    },
    get refused() {
      return refused
    },
    rejoin: join,
    retry: () => connection.ask('run:retry', { run: id }),
    extend: () => connection.ask('run:extend', { run: id }),
    end: () => connection.ask('run:end', { run: id }),
    check: (step) => connection.ask('check:ask', { run: id, step }),
    answer: (step, check, text) => connection.ask('check:answer', { run: id, step, check, text }),
    hint: (step, hint) => connection.ask('hint:take', { run: id, step, hint }),
    reset({ what, target }) {
      if (what === 'host') return connection.ask('reset:host', { run: id, host: target })
      if (what === 'step') return connection.ask('reset:step', { run: id, step: target })
      return connection.ask('catch-up', { run: id, step: target })
    },
    openTerminal: (host, size) => connection.ask('terminal:open', { run: id, host, ...size }),
    closeTerminal: (terminal) => connection.ask('terminal:close', { run: id, terminal }),
    dispose: () => stops.forEach((stop) => stop()),
  }
}
