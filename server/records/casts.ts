/** Terminal recordings in the database: one row a terminal, its events in chunks. */
import type { CastView } from '../protocol.ts'
import { BatchedCast, type CastState } from './cast-writer.ts'
import type { CastRecords, NewCast } from './ports.ts'
import type { CastsTable } from './schema.ts'
import type { Store } from './store.ts'

export function castRecords(store: Store): CastRecords {
  return {
    openCast: async (cast) => {
      const { run, terminal } = cast
      const state = await store.write(async (tx) => {
        const row = await tx
          .insertInto('casts')
          .values(emptyCast(cast, Date.now()))
          .onConflict((conflict) =>
            conflict.columns(['run', 'terminal']).doUpdateSet({ host: cast.host }),
          )
          .returningAll()
          .executeTakeFirstOrThrow()
        return toState(row)
      })
      return new BatchedCast(state, cast.onError, (events, next) =>
        saveBatch(store, run, terminal, events, next),
      )
    },
    casts: (run) =>
      store.read(async (db) => {
        const query = db.selectFrom('casts').selectAll().where('run', '=', run)
        return (await query.orderBy('started_at').orderBy('terminal').execute()).map(toView)
      }),
    castText: (run, terminal) => readText(store, run, terminal),
  }
}

function emptyCast(cast: NewCast, startedAt: number): CastsTable {
  const { run, terminal, host, cols, rows } = cast
  const nothing = { duration: 0, bytes: 0, dropped: 0, chunks: 0 }
  return { run, terminal, host, cols, rows, started_at: startedAt, ...nothing }
}

function toState(row: CastsTable): CastState {
  const { duration, bytes, dropped, chunks } = row
  return { startedAt: row.started_at, duration, bytes, dropped, chunks }
}

function toView(row: CastsTable): CastView {
  const { terminal, host, duration, bytes, dropped } = row
  return { terminal, host, startedAt: row.started_at, duration, bytes, dropped }
}

async function saveBatch(
  store: Store,
  run: string,
  terminal: string,
  events: string,
  next: CastState,
): Promise<void> {
  const { duration, bytes, dropped, chunks } = next
  await store.write(async (tx) => {
    if (events !== '') {
      await tx.insertInto('cast_chunks').values({ run, terminal, chunk: chunks, events }).execute()
    }
    await tx
      .updateTable('casts')
      .set({ duration, bytes, dropped, chunks })
      .where('run', '=', run)
      .where('terminal', '=', terminal)
      .execute()
  })
}

function readText(store: Store, run: string, terminal: string): Promise<string | undefined> {
  return store.read(async (db) => {
    const cast = await db
      .selectFrom('casts')
      .selectAll()
      .where('run', '=', run)
      .where('terminal', '=', terminal)
      .executeTakeFirst()
    if (cast === undefined) return undefined
    const chunks = await db
      .selectFrom('cast_chunks')
      .select('events')
      .where('run', '=', run)
      .where('terminal', '=', terminal)
      .orderBy('chunk')
      .execute()
    const header = {
      version: 2,
      width: cast.cols,
      height: cast.rows,
      timestamp: Math.floor(cast.started_at / 1000),
      title: cast.host,
      env: { TERM: 'xterm-256color', SHELL: '/bin/bash' },
    }
    return [`${JSON.stringify(header)}\n`, ...chunks.map((chunk) => chunk.events)].join('')
  })
}
