/** What the pages ask for that is put together from several rooms: catalogue cards, a new run, the machine's state. */
import { needNames, needs } from '../labs/format/preflight.ts'
import type { Limits } from './config.ts'
import { isDraftLab, type Library } from './drafts/library.ts'
import type { Dock } from './dock.ts'
import { AppError, toAppError } from './errors.ts'
import type { HttpDeps } from './http/ports.ts'
import type { People } from './people/index.ts'
import type { Administration, LabCard, LabView, PathView, RunRow } from './protocol.ts'
import type { Records } from './records/ports.ts'
import type { Runs } from './runs/runs.ts'

export interface DeskPorts {
  paths: readonly PathView[]
  library: Library
  records: Records
  runs: Runs
  people: People
  dock: Dock
  limits: Limits
  warn(error: unknown): void
}

export type Desk = Pick<HttpDeps, 'catalogue' | 'runs' | 'administration'>

/** Parameters in a catalogue card are drawn from a seed that no learner gets. */
const SHOWN = 'catalogue'

export function createDesk(ports: DeskPorts): Desk {
  const { library, records, runs, people, dock, limits } = ports
  return {
    catalogue: {
      async cards() {
        const rows = await records.rows()
        const ids = await library.ids()
        const shown = await Promise.all(ids.map((id) => viewOf(library, id)))
        // One lab that cannot be read any more must not take the others with it.
        return shown.flatMap((one) => {
          if ('view' in one) return [card(one.view, rows)]
          ports.warn(one.error)
          return []
        })
      },
      paths: () => ports.paths,
      view: async (id) => (await library.show(id, SHOWN)).view,
    },
    runs: {
      async start(request) {
        // Drafts are run by their tries, one at a time.
        if (isDraftLab(request.lab)) {
          const known = (await library.ids()).join(', ')
          throw new AppError('lab-unknown', { lab: request.lab, known })
        }
        const run = await runs.start(request)
        return { run, link: people.runLink(run) }
      },
    },
    async administration() {
      const { engine, prepared } = dock
      const going = new Set(runs.all().map((run) => run.id))
      const { level, words, warning } = engine.isolation
      return {
        engine: {
          where: engine.where,
          version: engine.version,
          managed: engine.managed,
          cgroup: `v${engine.cgroup.version}, ${engine.cgroup.driver} driver`,
        },
        isolation: { level, words, ...(warning !== undefined && { warning }) },
        machine: needNames.map((need) => ({
          need,
          words: dock.lacking[need] ?? needs[need],
          here: dock.lacking[need] === undefined,
        })),
        limits: limitWords(limits),
        runs: (await records.rows()).filter((row) => going.has(row.run)),
        unreadable: await unreadable(library),
        images: Object.entries(prepared.digests).map(([name, digest]) => ({ name, digest })),
      }
    },
  }
}

type Shown = { view: LabView } | { lab: string; error: unknown }

async function viewOf(library: Library, lab: string): Promise<Shown> {
  try {
    return { view: (await library.show(lab, SHOWN)).view }
  } catch (error) {
    return { lab, error }
  }
}

async function unreadable(library: Library): Promise<Administration['unreadable']> {
  const shown = await Promise.all((await library.ids()).map((id) => viewOf(library, id)))
  return shown.flatMap((one) =>
    'error' in one ? [{ lab: one.lab, problem: toAppError(one.error).toWire() }] : [],
  )
}

function card(view: LabView, rows: readonly RunRow[]): LabCard {
  const { steps, ...rest } = view
  const last = rows.find((row) => row.lab === view.id)
  return {
    ...rest,
    steps: steps.length,
    ...(last && {
      last: { run: last.run, status: last.status, passed: last.passed, at: last.startedAt },
    }),
  }
}

function limitWords(limits: Limits): Record<string, string> {
  return {
    'Runs at a time': String(limits.maxRuns),
    'Idle time': `${limits.idleMinutes} minutes`,
    'Total time': `${limits.totalMinutes} minutes`,
    Extensions: `${limits.extensions} of ${limits.extensionMinutes} minutes`,
    'Ready within': `${limits.readySeconds} seconds`,
    'Terminals of a run': String(limits.terminals),
    'Memory of a host': `${Math.round(limits.hostMemory / 1024 ** 2)} MiB`,
    'CPUs of a host': String(limits.hostCpus),
    'Processes of a host': String(limits.hostPids),
  }
}
