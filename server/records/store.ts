/** One door to the database: reads and writes that fail with AppError, and wait for a lock without blocking. */
import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, type Transaction } from 'kysely'
import type { AppError } from '../errors.ts'
import { isBusy, toDatabaseError } from './failure.ts'
import { migrate } from './migrations.ts'
import type { Where } from './ports.ts'
import { postgresDialect } from './postgres.ts'
import type { Tables } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'

export interface Store {
  read<T>(query: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** All or nothing; resolves after commit. May be called again when a lock was held: no side effects in it. */
  write<T>(work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How long to wait for another program's lock, in ms. */
const patience = 5_000
const pause = 25

export async function openStore(where: Where, onLost: (error: AppError) => void): Promise<Store> {
  const dialect =
    'url' in where
      ? postgresDialect(where.url, (error) => onLost(toDatabaseError(error)))
      : sqliteDialect(where.file)
  const db = new Kysely<Tables>({ dialect })
  try {
    await patiently(() => migrate(db))
  } catch (error) {
    await db.destroy().catch(() => undefined)
    throw error
  }
  return {
    read: (query) => patiently(() => query(db)),
    write: (work) => patiently(() => db.transaction().execute(work)),
    close: () => patiently(() => db.destroy()),
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw toDatabaseError(error)
      await delay(pause)
    }
  }
}
