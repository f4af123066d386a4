/** The builder's side of the server, put together. */
import type { Catalogue } from '../catalogue.ts'
import { AppError } from '../errors.ts'
import type { BuilderDeps } from '../http/draft-ports.ts'
import type { People } from '../people/index.ts'
import type { Records } from '../records/ports.ts'
import type { Environments } from '../runs/ports.ts'
import type { Runs } from '../runs/runs.ts'
import { createDrafts } from './drafts.ts'
import type { Library } from './library.ts'
import { createProofs, type Proofs } from './proofs.ts'
import { createTries } from './tries.ts'

export { createLibrary } from './library.ts'

export interface WorkshopPorts {
  shipped: Catalogue
  library: Library
  records: Records
  runs: Runs
  people: Pick<People, 'runLink'>
  environments: Environments
  warn(error: unknown): void
}

export interface Workshop {
  builder: BuilderDeps
  joinProof: Proofs['join']
  /** Stops proofs and waits until nothing of them is left. */
  close(): Promise<void>
}

export function openWorkshop(ports: WorkshopPorts): Workshop {
  const { shipped, library, records, runs, people, environments, warn } = ports
  const tries = createTries({ records, runs, library, runLink: people.runLink })
  const proofs = createProofs({ library, environments, warn })
  const onDelete = async (draft: string) => {
    await Promise.all([tries.end(draft), proofs.forget(draft)])
  }
  const drafts = createDrafts({ records, library, shipped, onDelete })
  const runState = async (id: string) => {
    const run = runs.find(id)
    if (run !== undefined) return run.observe()
    throw new AppError((await records.row(id)) === undefined ? 'run-unknown' : 'run-over')
  }
  return {
    builder: { drafts, tries, proofs, runState },
    joinProof: proofs.join,
    close: proofs.close,
  }
}
