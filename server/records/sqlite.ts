/**
 * libsql behind Kysely's SQLite dialect. libsql does not reset a statement that failed with SQLITE_BUSY:
 * it stays active, and later "successful" autocommit writes of the connection are then not committed.
 * So every write here happens in a transaction that was begun, and is ended, by exec(), which finalises.
 */
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely'

type Parameters = readonly unknown[]

/** How long libsql blocks the event loop for a lock, in ms; longer waits are the caller's. */
const lockWait = 100

export function sqliteDialect(file: string): SqliteDialect {
  return new SqliteDialect({ database: () => Promise.resolve(openFile(file)) })
}

function openFile(file: string): SqliteDatabase {
  // The managed engine is kept beside it, and its remapped root has to pass through.
  mkdirSync(dirname(file), { recursive: true, mode: 0o711 })
  // It holds the key that signs sessions, so it is nobody else's from the first byte.
  closeSync(openSync(file, 'a', 0o600))
  const db = new Database(file, { timeout: lockWait })
  db.pragma('journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  db.exec('PRAGMA foreign_keys = ON')
  return { prepare: (sql) => statement(db, sql), close: () => void db.close() }
}

const control: Record<string, string> = {
  begin: 'BEGIN IMMEDIATE',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
}

function statement(db: Database.Database, sql: string): SqliteStatement {
  const word = control[sql]
  if (word !== undefined) return controlStatement(db, word)
  const prepared = db.prepare(sql)
  const writes = !/^\s*(select|pragma)\b/i.test(sql)
  const guard = <T>(run: () => T): T => (writes && !db.inTransaction ? inside(db, run) : run())
  return {
    reader: prepared.reader,
    all: (parameters: Parameters) => guard(() => prepared.all([...parameters])),
    run: (parameters: Parameters) => guard(() => prepared.run([...parameters])),
    iterate: (parameters: Parameters) => prepared.iterate([...parameters]),
  }
}

function controlStatement(db: Database.Database, word: string): SqliteStatement {
  const run = (): { changes: number; lastInsertRowid: number } => {
    // SQLite ends a transaction by itself on a full disk; a second ROLLBACK would hide the reason.
    if (word !== 'ROLLBACK' || db.inTransaction) db.exec(word)
    return { changes: 0, lastInsertRowid: 0 }
  }
  return { reader: false, all: () => [], run, iterate: () => [].values() }
}

function inside<T>(db: Database.Database, run: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = run()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}
