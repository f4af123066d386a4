/** A run that is over, as its learner finds it again: from the record alone. */
import { AppError } from '../errors.ts'
import type { Joined, LiveState } from '../protocol.ts'
import type { Records } from '../records/ports.ts'
import { learnerEyes } from './learner.ts'

export async function pastRun(records: Records, id: string, after: number): Promise<Joined> {
  const row = await records.row(id)
  if (row === undefined) throw new AppError('run-unknown')
  const lab = await records.lab(id)
  const entries = (await records.entries(id, after)).map(learnerEyes(() => lab).entry)
  const live: LiveState = {
    status: row.status,
    progress: [],
    topology: null,
    extensionMs: 0,
    extensionsLeft: 0,
    terminals: [],
    asking: [],
    now: {},
  }
  return {
    run: { id, learner: row.learner, lab, startedAt: row.startedAt },
    entries,
    live,
    clock: Date.now(),
  }
}
