/** Tables of the labs that are written here: drafts, contents by digest, and the versions that name them. */
import type { Kysely, Migration } from 'kysely'
import type { Tables } from './schema.ts'

export const draftTables: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable('contents')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('layout', 'text', (column) => column.notNull())
      .addColumn('files', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('drafts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('lab', 'text')
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('saved_at', 'bigint', (column) => column.notNull())
      .addColumn('problems', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('layout', 'text', (column) => column.notNull())
      .addColumn('files', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('versions')
      .addColumn('lab', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull().references('contents.digest'))
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('chosen_at', 'bigint', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('versions_key', ['lab', 'number'])
      .addUniqueConstraint('versions_digest', ['lab', 'digest'])
      .execute()
  },
}

export const draftAttempts: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable('drafts')
      .addColumn('attempts', 'text', (column) => column.notNull().defaultTo(''))
      .execute()
  },
}
