/** The life of one learner's copy of a lab: prepared, ready, ended, with its record and its clock. */
import { AppError, toAppError } from '../errors.ts'
import type { EndReason, HostProgress, RunStatus } from '../protocol.ts'
import { createJournal } from './journal.ts'
import { learnerEyes } from './learner.ts'
import { createLive } from './live.ts'
import { prepare } from './prepare.ts'
import { createProving, takeHint, type Proving } from './proving.ts'
import { whenSettled } from './settle.ts'
import { createTerminals } from './terminals.ts'
import type { Run, RunPorts } from './run-ports.ts'
import { createTimekeeper } from './timekeeper.ts'
import { notInPlace } from './unapplied.ts'

const LOOK_MS = 200

export function createRun(ports: RunPorts): Run {
  const { records, limits, warn } = ports
  let { lab, view } = ports
  let environment = ports.open(lab)
  const eyes = learnerEyes(() => lab)
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
    hosts: () => Object.keys(lab.wanted.hosts),
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

  /** Terminals stay open: they do not depend on the lab's text. */
  const pauseWatching = () => {
    stopper.abort()
    stopper = new AbortController()
    proving?.stop()
    proving = undefined
  }

  const stopWatching = async () => {
    stopper.abort()
    proving?.stop()
    proving = undefined
    await terminals.closeAll()
  }

  const showProgress = (progress: HostProgress[]) => live.set({ progress })

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
        await prepare(
          (how) => environment.provision(how),
          limits.readyWithinMs,
          stopper.signal,
          showProgress,
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
    observe: () => environment.observe(),
    async plan(wanted) {
      const next = ports.open(wanted)
      try {
        return [...(await next.plan()), ...notInPlace(lab.wanted, wanted.wanted)]
      } finally {
        next.close()
      }
    },
    async apply(made) {
      if (isOver()) throw new AppError('run-over')
      if (proving === undefined) throw new AppError('bad-request', { reason: 'it is not ready' })
      pauseWatching()
      const before = environment
      const next = ports.open(made.lab)
      try {
        const steps = await next.plan()
        environment = next
        lab = made.lab
        view = { ...view, lab: made.view }
        live.state.now = {}
        // Recorded first: after a crash on the way the run has the new text, and its plan says what is left.
        await journal.record({ type: 'applied', digest: lab.digest, steps })
        await prepare((how) => next.apply(how), limits.readyWithinMs, stopper.signal, showProgress)
        return steps
      } finally {
        const unused = environment === next ? before : next
        unused.close()
        live.set({ progress: [] })
        if (!stopper.signal.aborted) watchEnvironment()
      }
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
