/** All runs of this server: started, found, restored after a restart, brought back after the engine's return. */
import { customAlphabet } from 'nanoid'
import { AppError } from '../errors.ts'
import type { Entry, Joined } from '../protocol.ts'
import type { Records } from '../records/ports.ts'
import type { Environments } from './ports.ts'
import { pastRun } from './past.ts'
import type { Made, Run, RunLimits } from './run-ports.ts'
import { createRun } from './run.ts'

/** RFC 4648 base32 in lower case: legal in names of containers, networks and files. */
const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)

export interface RunsPorts {
  environments: Environments
  records: Records
  limits: RunLimits & { maxRuns: number }
  /**
   * The lab with its parameters drawn from `seed`; AppError `lab-unknown` or `lab-broken`. `digest` names the exact text of
   * a run that goes on; without it the present text is taken, and kept so that it can be had again.
   */
  compile(lab: string, seed: string, digest?: string): Promise<Made>
  warn(error: unknown): void
  onEngineLost(error: AppError): void
}

export interface Runs {
  start(request: { lab: string; learner: string }): Promise<string>
  find(id: string): Run | undefined
  all(): Run[]
  past(id: string, after: number): Promise<Joined>
  /** Adopts what an earlier server left and still can go on, ends the rest, sweeps what belongs to nobody. */
  restore(): Promise<void>
  suspend(error: AppError): Promise<void>
  resume(): void
  /** Leaves environments for the next server. */
  release(): Promise<void>
}

export function createRuns(ports: RunsPorts): Runs {
  const { records, environments, limits } = ports
  const runs = new Map<string, Run>()

  const open = (id: string, startedAt: number, learner: string, made: Made) => {
    const run = createRun({
      view: { id, learner, lab: made.view, startedAt },
      lab: made.lab,
      open: (lab) => environments.open(id, lab),
      records,
      limits,
      warn: ports.warn,
      onOver: () => void runs.delete(id),
      onEngineLost: ports.onEngineLost,
    })
    runs.set(id, run)
    return run
  }

  const begin = (run: Run) => void run.start().catch(ports.warn)

  const adopt = async (id: string) => {
    const entries = await records.entries(id)
    const first = entries[0]
    if (first?.body.type !== 'requested') return
    const { lab, seed, learner } = first.body
    const digest = digestNow(entries)
    const made = await ports.compile(lab, seed, digest).catch(() => undefined)
    if (made === undefined || made.lab.digest !== digest) {
      await records.finish(id, { status: 'ended', reason: 'server' })
      return
    }
    const run = open(id, first.at, learner, made)
    run.recall(entries)
    begin(run)
  }

  return {
    async start({ lab, learner }) {
      const taken = [...runs.values()].filter((run) => run.status !== 'failed')
      if (taken.length >= limits.maxRuns) {
        throw new AppError('run-limit', { limit: limits.maxRuns })
      }
      const id = newId()
      const seed = newId()
      const made = await ports.compile(lab, seed)
      const run = open(id, Date.now(), learner, made)
      try {
        await records.createRun({ id, lab: made.view, learner, seed, params: made.lab.params })
      } catch (error) {
        runs.delete(id)
        throw error
      }
      begin(run)
      return id
    },
    find: (id) => runs.get(id),
    all: () => [...runs.values()],
    past: (id, after) => pastRun(records, id, after),
    async restore() {
      const left = await records.open()
      await Promise.all(left.map((row) => adopt(row.run)))
      await environments.sweep(new Set(runs.keys()))
    },
    suspend: async (error) => {
      await Promise.all([...runs.values()].map((run) => run.suspend(error)))
    },
    resume: () => [...runs.values()].forEach(begin),
    release: async () => {
      await Promise.all([...runs.values()].map((run) => run.release()))
    },
  }
}

/** Of the text that a run was started from, or was brought to since. */
function digestNow(entries: readonly Entry[]): string | undefined {
  const digests = entries.flatMap(({ body }) =>
    body.type === 'requested' || body.type === 'applied' ? body.digest : [],
  )
  return digests.at(-1)
}
