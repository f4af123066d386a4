/** Puts hosts back and carries steps out for a learner: the hosts are made anew, solutions are replayed, the record says so. */
import { AppError, toAppError } from '../errors.ts'
import type { CompiledLab, CompiledStep } from '../../labs/format/compiled.ts'
import type { HostProgress, Replay } from '../protocol.ts'
import { carryOut } from './carry-out.ts'
import type { Journal } from './journal.ts'
import type { LearnerEyes } from './learner.ts'
import type { Live } from './live.ts'
import type { Environment } from './ports.ts'
import { stepOf } from './proving.ts'

export interface ReplayPorts {
  lab(): CompiledLab
  environment(): Environment
  journal: Journal
  live: Live
  eyes: LearnerEyes
  /** Lets `work` have the hosts to itself. AppError `run-busy`, `run-over`. */
  alone(work: (signal: AbortSignal) => Promise<void>): Promise<void>
  /** Brings about what is missing, within the time for it. */
  provision(onProgress: (progress: HostProgress[]) => void): Promise<void>
  onError(error: unknown): void
}

/** Each resolves once it is begun; how it goes on is in `LiveState.replay`. */
export interface Replays {
  resetHost(host: string): Promise<void>
  resetStep(step: string): Promise<void>
  catchUp(step: string): Promise<void>
}

export function createReplays(ports: ReplayPorts): Replays {
  const { journal, live, eyes } = ports

  const begin = (replay: Replay, work: (signal: AbortSignal) => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const going = ports.alone(async (signal) => {
        live.set({ replay })
        resolve()
        try {
          await work(signal)
          live.set({ replay: null })
        } catch (error) {
          if (signal.aborted) return live.set({ replay: null })
          const known = toAppError(error)
          if (known.code === 'internal') ports.onError(error)
          live.set({ replay: { ...replay, ...live.state.replay, error: known.toWire() } })
        }
      })
      going.catch(reject)
    })

  const show = (doing: string, share: number) => {
    const now = live.state.replay
    if (now) live.set({ replay: { ...now, doing, share } })
  }

  /** Half of the way is making the hosts, where that is part of it. */
  const rebuild = (until: number) =>
    ports.provision((progress) => {
      const busy = progress.find((host) => !host.done)
      const done = progress.filter((host) => host.done).length
      const share = (done / Math.max(1, progress.length)) * until
      show(busy ? `${busy.host}: ${busy.doing}` : 'Looking at the hosts', share)
    })

  const replay = async (
    steps: readonly CompiledStep[],
    from: number,
    signal: AbortSignal,
    onDone: (step: CompiledStep) => Promise<void> = () => Promise.resolve(),
  ) => {
    for (const [index, step] of steps.entries()) {
      show(`Carrying out “${step.title}”`, from + ((1 - from) * index) / steps.length)
      const looked = await carryOut(step, ports.environment(), signal)
      await onDone(step)
      // What was asked before is over, and what lasts is not asked again.
      for (const { check, outcome } of looked)
        live.outcome(check.id, eyes.outcome(check.id, outcome))
    }
  }

  const before = (step: string) => {
    const { steps } = ports.lab()
    return steps.slice(0, steps.indexOf(stepOf(ports.lab(), step)))
  }

  return {
    async resetHost(host) {
      if (!(host in ports.lab().wanted.hosts)) {
        throw new AppError('bad-request', { reason: `there is no host "${host}"` })
      }
      await begin(beginning('host', host, `Taking ${host} away`), async () => {
        await journal.record({ type: 'reset', host })
        await ports.environment().discard(host)
        await rebuild(1)
      })
    },
    async resetStep(step) {
      const earlier = before(step)
      // Their solutions are carried out for the learner: whoever has not passed them would be given them.
      if (earlier.some(({ id }) => !journal.progress.passed.has(id))) {
        throw new AppError('bad-request', { reason: 'a step before it is not passed yet' })
      }
      await begin(beginning('step', step, 'Taking the hosts away'), async (signal) => {
        await journal.record({ type: 'reset', step })
        await ports.environment().destroy()
        await rebuild(earlier.length === 0 ? 1 : 0.4)
        await replay(earlier, 0.4, signal)
      })
    },
    async catchUp(step) {
      const { passed } = journal.progress
      const missing = before(step).filter(({ id }) => !passed.has(id))
      if (missing.length === 0) {
        throw new AppError('bad-request', { reason: 'every step before it is passed already' })
      }
      await begin(beginning('catch-up', step, 'Beginning'), (signal) =>
        replay(missing, 0, signal, ({ id }) => journal.record({ type: 'caught-up', step: id })),
      )
    },
  }
}

function beginning(what: Replay['what'], target: string, doing: string): Replay {
  return { what, target, doing, share: 0 }
}
