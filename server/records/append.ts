/** Writing to a run's record: every change is an entry, and the row of the run is folded from entries. */
import type { Transaction } from 'kysely'
import { AppError } from '../errors.ts'
import type { Entry, EntryBody } from '../protocol.ts'
import { canonical } from './canonical.ts'
import { beginning, entryHash, sha256 } from './chain.ts'
import type { NewRun, RunEnd } from './ports.ts'
import { fromTally, toTally } from './rows.ts'
import type { Tables } from './schema.ts'
import { fold, isOver, untouched } from './tally.ts'

export async function insertRun(tx: Transaction<Tables>, run: NewRun, at: number): Promise<Entry> {
  const { lab } = run
  const view = canonical(lab)
  const hash = sha256(view)
  await tx
    .insertInto('views')
    .values({ hash, digest: lab.digest, view })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  await tx
    .insertInto('runs')
    .values({
      id: run.id,
      lab: lab.id,
      title: lab.title,
      digest: lab.digest,
      view: hash,
      learner: run.learner,
      seed: run.seed,
      steps: lab.steps.length,
      started_at: at,
      seq: 0,
      hash: beginning,
      ...fromTally(untouched),
    })
    .execute()
  const { learner, seed, params } = run
  const body: EntryBody = {
    type: 'requested',
    lab: lab.id,
    digest: lab.digest,
    seed,
    learner,
    params,
  }
  return appendEntry(tx, run.id, body, at)
}

/** Taking the number first locks the run's row, in both databases, so that appends stand in a line. */
export async function appendEntry(
  tx: Transaction<Tables>,
  run: string,
  body: EntryBody,
  at: number,
): Promise<Entry> {
  const row = await tx
    .updateTable('runs')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('id', '=', run)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new AppError('run-unknown')
  const entry: Entry = { seq: row.seq, at, body, hash: '' }
  entry.hash = entryHash(entry, row.hash)
  await tx
    .insertInto('entries')
    .values({ run, seq: entry.seq, at, body: canonical(body), hash: entry.hash })
    .execute()
  await tx
    .updateTable('runs')
    .set({ hash: entry.hash, ...fromTally(fold(toTally(row), entry)) })
    .where('id', '=', run)
    .execute()
  return entry
}

/** Undefined if the run was over already, so that two causes of an end do not both count. */
export async function finishRun(
  tx: Transaction<Tables>,
  run: string,
  end: RunEnd,
  at: number,
): Promise<Entry | undefined> {
  // An update that changes nothing takes the row's lock, which a select would not.
  const row = await tx
    .updateTable('runs')
    .set((eb) => ({ seq: eb.ref('seq') }))
    .where('id', '=', run)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) throw new AppError('run-unknown')
  return isOver(toTally(row).status)
    ? undefined
    : appendEntry(tx, run, { type: 'status', ...end }, at)
}
