/** The life of one learner's copy of a lab: prepared, ready, ended, with its record and its clock. */
import type { CompiledLab } from '../../labs/format/compiled.ts'
import { AppError, toAppError } from '../errors.ts'
import type { EndReason, Entry, Joined, RunStatus, RunView } from '../protocol.ts'
import type { Records } from '../records/ports.ts'
import type { TimeLimits } from './clock.ts'
import { createJournal, type RunListener } from './journal.ts'
import { learnerEyes } from './learner.ts'
import { createLive } from './live.ts'
import type { Environment } from './ports.ts'
import { prepare } from './prepare.ts'
import { createProving, takeHint, type Proving } from './proving.ts'
import { whenSettled } from './settle.ts'
import { createTerminals, type Terminals } from './terminals.ts'
import { createTimekeeper } from './timekeeper.ts'

export interface RunLimits extends TimeLimits {
  readyWithinMs: number
  /** Terminals open at a time. */
  terminals: number
}

export interface RunPorts {
  view: RunView
  lab: CompiledLab
  environment: Environment
  records: Records
  limits: RunLimits
  warn(error: unknown): void
  /** Called once, when nothing of the run is left. */
  onOver(run: string): void
  /** The engine did not answer: somebody should see to it. */
  onEngineLost(error: AppError): void
}

export interface Run {
  readonly id: string
  readonly terminals: Terminals
  readonly status: RunStatus
  /** Prepares, again after a failure or the engine's return; adopts what is there. */
  start(): Promise<void>
  subscribe(listener: RunListener): () => void
  join(after: number): Promise<Joined>
  /** Gives entries of an earlier server's life back to a run that goes on. */
  recall(entries: readonly Entry[]): void
  ask(step: string): Promise<void>
  answer(step: string, check: string, text: string): Promise<void>
  hint(step: string, hint: number): Promise<string>
  extend(): Promise<void>
  end(reason: EndReason): Promise<void>
  /** The engine is gone: says so and waits for `start`. */
  suspend(error: AppError): Promise<void>
  /** Ends what runs in this process and leaves the environment for the next server to adopt. */
  release(): Promise<void>
}

const LOOK_MS = 200

export function createRun(ports: RunPorts): Run {
  const { lab, environment, records, limits, view, warn } = ports
  const eyes = learnerEyes(lab)
  const journal = createJournal(view.id, records, eyes)
  const live = createLive(
    {
      status: 'requested',
      progress: [],
      topology: null,
      extensionMs: limits.extensionMs,
      extensionsLeft: limits.extensions,
      terminals: [],
      asking: [],
      now: {},
    },
    journal.sendLive,
  )
  let stopper = new AbortController()
  let proving: Proving | undefined
  let wasReady = false
  let ending: Promise<void> | undefined

  const isOver = () => ending !== undefined

  const setStatus = async (status: RunStatus, error?: AppError) => {
    if (live.state.status === status) return
    live.set({ status })
    await journal.record({ type: 'status', status, ...(error && { error: error.toWire() }) })
  }

  const time = createTimekeeper(limits, live, {
    over: (reason) => void end(reason).catch(warn),
    idle: () => void setStatus('idle').catch(warn),
    awake: () => void setStatus('ready').catch(warn),
  })

  const lost = (error: unknown) => {
    if (isOver() || stopper.signal.aborted) return
    warn(error)
    const known = toAppError(error)
    if (known.code === 'engine-lost') ports.onEngineLost(known)
  }

  const terminals = createTerminals({
    run: view.id,
    hosts: Object.keys(lab.wanted.hosts),
    shell: (host, size) => environment.shell(host, size),
    casts: records,
    record: journal.record,
    onChange: () => live.set({ terminals: terminals.list() }),
    onPrompt: () => proving?.nudge('prompt'),
    onTyped: time.touch,
    limit: limits.terminals,
    onError: warn,
  })

  const look = whenSettled(async () => {
    await environment.observe().then((topology) => live.set({ topology }), lost)
  }, LOOK_MS)

  const watchEnvironment = () => {
    proving = createProving({ lab, environment, journal, live, eyes, onError: lost })
    environment.events(stopper.signal, () => {
      look.nudge()
      proving?.nudge('event')
    })
    look.nudge()
    proving.nudge('start')
  }

  const stopWatching = async () => {
    stopper.abort()
    proving?.stop()
    proving = undefined
    await terminals.closeAll()
  }

  const failed = async (error: unknown) => {
    if (isOver()) return
    warn(error)
    time.touch()
    await setStatus('failed', toAppError(error))
    if (!wasReady) await environment.destroy().catch(warn)
  }

  const becomeReady = async () => {
    if (wasReady) return
    wasReady = true
    await journal.record({ type: 'images', digests: environment.digests() })
    time.begin(Date.now())
  }

  const end = (reason: EndReason): Promise<void> => {
    ending ??= (async () => {
      time.stop()
      look.stop()
      await stopWatching()
      live.set({ status: 'ended', asking: [], progress: [] })
      await journal.finish({ status: 'ended', reason })
      live.stop()
      await environment.destroy()
      ports.onOver(view.id)
    })()
    return ending
  }

  const going = (): Proving => {
    if (proving === undefined || isOver()) throw new AppError('run-over')
    time.touch()
    return proving
  }

  return {
    id: view.id,
    terminals,
    get status() {
      return live.state.status
    },
    async start() {
      if (isOver()) throw new AppError('run-over')
      if (live.state.status === 'preparing' || proving !== undefined) return
      stopper = new AbortController()
      time.start()
      try {
        const estimateMs = await records.preparedMs(lab.id)
        if (estimateMs !== undefined) live.set({ estimateMs })
        await setStatus('preparing')
        await prepare(environment, limits.readyWithinMs, stopper.signal, (progress) =>
          live.set({ progress }),
        )
        await becomeReady()
        time.touch()
        time.show()
        await setStatus('ready')
        watchEnvironment()
      } catch (error) {
        await failed(error)
      }
    },
    subscribe: journal.subscribe,
    async join(after) {
      const entries = await journal.entries(after)
      return { run: view, entries, live: live.state, clock: Date.now() }
    },
    recall(entries) {
      journal.recall(entries)
      for (const { body, at } of entries) {
        if (body.type === 'extended') time.recallExtension()
        if (body.type === 'images') {
          wasReady = true
          time.begin(at)
        }
      }
    },
    ask: (step) => going().ask(step),
    answer: (step, check, text) => going().answer(step, check, text),
    hint: (step, hint) => takeHint(lab, journal, step, hint),
    async extend() {
      if (isOver()) throw new AppError('run-over')
      const until = time.extend()
      if (until === undefined) {
        throw new AppError('bad-request', { reason: 'no extension is left' })
      }
      await journal.record({ type: 'extended', until })
    },
    end,
    async suspend(error) {
      if (isOver() || live.state.status === 'failed') return
      await journal.record({ type: 'engine', state: 'lost', error: error.toWire() })
      await stopWatching()
      live.set({ topology: null })
      await failed(error)
    },
    async release() {
      time.stop()
      look.stop()
      await stopWatching()
      await journal.idle()
      live.stop()
    },
  }
}
