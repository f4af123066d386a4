/** The runs and their entries, over a store. */
import type { Kysely } from 'kysely'
import { AppError } from '../errors.ts'
import type { CastView, Entry, EntryBody, LabView } from '../protocol.ts'
import { appendEntry, finishRun, insertRun } from './append.ts'
import { intact } from './chain.ts'
import type { RunRecords } from './ports.ts'
import { toRunRow } from './rows.ts'
import type { RunsTable, Tables } from './schema.ts'
import type { Store } from './store.ts'

type Casts = (run: string) => Promise<CastView[]>
type Writing = Pick<RunRecords, 'createRun' | 'append' | 'finish'>

/** How many earlier preparations the guess is made from. */
const remembered = 15

export function runRecords(store: Store, casts: Casts): RunRecords {
  const rowOf = (run: string) => store.read((db) => findRow(db, run))
  const entries = (run: string, after = 0) => store.read((db) => findEntries(db, run, after))
  const lab = (run: string) => store.read((db) => findLab(db, run))
  const verify = async (run: string): Promise<boolean> => {
    const row = known(await rowOf(run))
    return intact(await entriesUpTo(entries, run, row.seq), row)
  }
  return {
    ...writing(store),
    entries,
    verify,
    lab,
    row: async (run) => {
      const row = await rowOf(run)
      return row === undefined ? undefined : toRunRow(row)
    },
    rows: () => store.read(async (db) => (await newestFirst(db).execute()).map(toRunRow)),
    open: () =>
      store.read(async (db) => {
        const query = newestFirst(db).where('status', 'not in', ['ended', 'failed'])
        return (await query.execute()).map(toRunRow)
      }),
    record: async (run) => {
      const row = known(await rowOf(run))
      const all = await entriesUpTo(entries, run, row.seq)
      const shown = { row: toRunRow(row), lab: await lab(run), entries: all }
      return { ...shown, intact: intact(all, row), casts: await casts(run) }
    },
    preparedMs: (id) => store.read((db) => medianPreparation(db, id)),
  }
}

function writing(store: Store): Writing {
  const lines = new Map<string, Promise<unknown>>()
  // PostgreSQL may hand a row's lock to waiters in any order: a line of our own keeps the callers'.
  const inLine = <T>(run: string, work: () => Promise<T>): Promise<T> => {
    const turn = (lines.get(run) ?? Promise.resolve()).then(work, work)
    lines.set(run, turn)
    const leave = () => {
      if (lines.get(run) === turn) lines.delete(run)
    }
    turn.then(leave, leave)
    return turn
  }
  return {
    createRun: (run) => inLine(run.id, () => store.write((tx) => insertRun(tx, run, Date.now()))),
    append: (run, body) =>
      inLine(run, () => store.write((tx) => appendEntry(tx, run, body, Date.now()))),
    finish: (run, end) =>
      inLine(run, () => store.write((tx) => finishRun(tx, run, end, Date.now()))),
  }
}

/** Entries may be added between two reads: the head that was read says which belong to it. */
async function entriesUpTo(
  entries: RunRecords['entries'],
  run: string,
  seq: number,
): Promise<Entry[]> {
  return (await entries(run)).filter((entry) => entry.seq <= seq)
}

function newestFirst(db: Kysely<Tables>) {
  return db.selectFrom('runs').selectAll().orderBy('started_at', 'desc').orderBy('id')
}

function findRow(db: Kysely<Tables>, run: string): Promise<RunsTable | undefined> {
  return db.selectFrom('runs').selectAll().where('id', '=', run).executeTakeFirst()
}

function known(row: RunsTable | undefined): RunsTable {
  if (row === undefined) throw new AppError('run-unknown')
  return row
}

async function findEntries(db: Kysely<Tables>, run: string, after: number): Promise<Entry[]> {
  const query = db.selectFrom('entries').selectAll().where('run', '=', run)
  const rows = await query.where('seq', '>', after).orderBy('seq').execute()
  return rows.map(({ seq, at, body, hash }) => ({
    seq,
    at,
    body: JSON.parse(body) as EntryBody,
    hash,
  }))
}

async function findLab(db: Kysely<Tables>, run: string): Promise<LabView> {
  const row = await db
    .selectFrom('runs')
    .innerJoin('views', 'views.hash', 'runs.view')
    .select('views.view')
    .where('runs.id', '=', run)
    .executeTakeFirst()
  if (row === undefined) throw new AppError('run-unknown')
  return JSON.parse(row.view) as LabView
}

async function medianPreparation(db: Kysely<Tables>, lab: string): Promise<number | undefined> {
  const rows = await db
    .selectFrom('runs')
    .select('prepared_ms')
    .where('lab', '=', lab)
    .where('prepared_ms', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(remembered)
    .execute()
  const times = rows.flatMap((row) => row.prepared_ms ?? []).sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)]
}
