/** The life of one learner's copy of a lab: prepared, ready, ended, with its record and its clock. */
import { AppError, toAppError } from '../errors.ts'
import type { EndReason, HostProgress, RunStatus } from '../protocol.ts'
import { createAlone } from './alone.ts'
import { createFiles } from './files.ts'
import { createJournal } from './journal.ts'
import { findAll } from './found.ts'
import { learnerEyes } from './learner.ts'
import { beforeAnything, createLive } from './live.ts'
import { prepare } from './prepare.ts'
import { takeHint, type Proving } from './proving.ts'
import { createReplays } from './replay.ts'
import { createTerminals } from './terminals.ts'
import type { Run, RunPorts } from './run-ports.ts'
import { createTimekeeper } from './timekeeper.ts'
import { notInPlace } from './unapplied.ts'
import { createWatching } from './watching.ts'

export function createRun(ports: RunPorts): Run {
  const { records, limits, warn } = ports
  let { lab, view } = ports
  let environment = ports.open(lab)
  const eyes = learnerEyes(() => lab)
  const journal = createJournal(view.id, records, eyes)
  const live = createLive(beforeAnything(limits), journal.sendLive)
  let wasReady = false
  let ending: Promise<void> | undefined

  const isOver = () => ending !== undefined
  const hosts = () => Object.keys(lab.wanted.hosts)

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
    if (isOver()) return
    warn(error)
    const known = toAppError(error)
    if (known.code === 'engine-lost') ports.onEngineLost(known)
  }

  const watching = createWatching({
    lab: () => lab,
    environment: () => environment,
    ...{ journal, live, eyes, onError: lost },
  })

  const terminals = createTerminals({
    run: view.id,
    hosts,
    shell: (host, size) => environment.shell(host, size),
    casts: records,
    record: journal.record,
    onChange: () => live.set({ terminals: terminals.list() }),
    onPrompt: () => watching.proving?.nudge('prompt'),
    onTyped: time.touch,
    limit: limits.terminals,
    onError: warn,
  })

  const files = createFiles({
    hosts,
    environment: () => environment,
    record: journal.record,
    onChange() {
      time.touch()
      watching.proving?.nudge('event')
    },
  })

  const stopWatching = async () => {
    watching.stop()
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
      watching.end()
      await terminals.closeAll()
      live.set({ status: 'ended', asking: [], progress: [], replay: null })
      await journal.finish({ status: 'ended', reason })
      live.stop()
      await environment.destroy()
      ports.onOver(view.id)
    })()
    return ending
  }

  const going = (): Proving => {
    if (isOver()) throw new AppError('run-over')
    if (watching.proving === undefined) throw new AppError('run-busy')
    time.touch()
    return watching.proving
  }

  const alone = createAlone(watching, live, going)

  const replays = createReplays({
    lab: () => lab,
    environment: () => environment,
    ...{ journal, live, eyes, alone: alone.with, onError: lost },
    provision: (onProgress) =>
      prepare(
        (how) => environment.provision(how),
        limits.readyWithinMs,
        watching.signal,
        onProgress,
      ),
  })

  return {
    id: view.id,
    terminals,
    files,
    replays,
    get status() {
      return live.state.status
    },
    async start() {
      if (isOver()) throw new AppError('run-over')
      if (live.state.status === 'preparing' || watching.proving !== undefined) return
      await alone.over()
      time.start()
      try {
        const estimateMs = await records.preparedMs(lab.id)
        if (estimateMs !== undefined) live.set({ estimateMs })
        await setStatus('preparing')
        await prepare(
          (how) => environment.provision(how),
          limits.readyWithinMs,
          watching.signal,
          showProgress,
        )
        if (wasReady) await environment.putBack().catch(warn)
        await becomeReady()
        time.touch()
        time.show()
        await setStatus('ready')
        watching.begin()
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
    ask: async (step) => going().ask(step),
    answer: async (step, check, text) => going().answer(step, check, text),
    hint: (step, hint) => takeHint(lab, journal, step, hint),
    async extend() {
      if (isOver()) throw new AppError('run-over')
      const until = time.extend()
      if (until === undefined) {
        throw new AppError('bad-request', { reason: 'no extension is left' })
      }
      await journal.record({ type: 'extended', until })
    },
    dial(host, port) {
      if (isOver()) throw new AppError('run-over')
      return environment.dial(host, port)
    },
    observe: () => findAll(environment, lab),
    async plan(wanted) {
      const next = ports.open(wanted)
      try {
        return [...(await next.plan()), ...notInPlace(lab.wanted, wanted.wanted)]
      } finally {
        next.close()
      }
    },
    apply: (made) =>
      alone.with(async (signal) => {
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
          await prepare((how) => next.apply(how), limits.readyWithinMs, signal, showProgress)
          return steps
        } finally {
          const unused = environment === next ? before : next
          unused.close()
        }
      }),
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
      watching.end()
      await terminals.closeAll()
      await journal.idle()
      live.stop()
    },
  }
}
