/** The steps from an empty database to the present one. A published step is never edited: add another. */
import { type Kysely, type Migration, Migrator } from 'kysely'
import { draftAttempts, draftTables } from './draft-tables.ts'
import type { Tables } from './schema.ts'

const first: Migration = {
  async up(db: Kysely<Tables>) {
    await runs(db)
    await casts(db)
    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('links')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('used_at', 'bigint')
      .execute()
  },
}

async function runs(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('views')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('lab', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull().references('views.hash'))
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('seed', 'text', (column) => column.notNull())
    .addColumn('steps', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('passed', 'text', (column) => column.notNull())
    .addColumn('hints', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('preparing_at', 'bigint')
    .addColumn('prepared_ms', 'bigint')
    .execute()
  await db.schema.createIndex('runs_started_at').on('runs').column('started_at').execute()
  await db.schema
    .createTable('entries')
    .addColumn('run', 'text', (column) => column.notNull().references('runs.id'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_key', ['run', 'seq'])
    .execute()
}

async function casts(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('casts')
    .addColumn('run', 'text', (column) => column.notNull().references('runs.id'))
    .addColumn('terminal', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('cols', 'integer', (column) => column.notNull())
    .addColumn('rows', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('duration', 'bigint', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('dropped', 'bigint', (column) => column.notNull())
    .addColumn('chunks', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('casts_key', ['run', 'terminal'])
    .execute()
  await db.schema
    .createTable('cast_chunks')
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('terminal', 'text', (column) => column.notNull())
    .addColumn('chunk', 'integer', (column) => column.notNull())
    .addColumn('events', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('cast_chunks_key', ['run', 'terminal', 'chunk'])
    .execute()
}

const caughtUp: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable('runs')
      .addColumn('caught_up', 'text', (column) => column.notNull().defaultTo('[]'))
      .execute()
  },
}

const migrations: Record<string, Migration> = {
  '0001_records': first,
  '0002_drafts': draftTables,
  '0003_caught_up': caughtUp,
  '0004_draft_attempts': draftAttempts,
}

/** Brings the database up to date; throws what the database threw. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error !== undefined) throw error
}
