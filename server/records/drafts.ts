/** Labs that are being written. */
import type { Kysely } from 'kysely'
import { AppError } from '../errors.ts'
import type { Draft, DraftRow } from '../protocol.ts'
import { madeBy, noted } from './attempts.ts'
import { fromContent, toContent, toLine } from './contents.ts'
import type { DraftRecords, DraftSave, NewDraft } from './draft-ports.ts'
import type { DraftsTable, Tables } from './schema.ts'
import type { Store } from './store.ts'
import { latestVersions } from './versions.ts'

type Drafts = Pick<DraftRecords, 'drafts' | 'draft' | 'createDraft' | 'saveDraft' | 'deleteDraft'>

export function draftRecords(store: Store): Drafts {
  const draft = (id: string) => store.read((db) => findDraft(db, id))
  return {
    draft,
    drafts: () => store.read(listDrafts),
    async createDraft(given) {
      const row = newRow(given, Date.now())
      await store.write((tx) => tx.insertInto('drafts').values(row).execute())
      return draft(given.id)
    },
    saveDraft: (id, revision, save) =>
      store.write((tx) => saveRow(tx, id, revision, save, Date.now())),
    async deleteDraft(id) {
      const { numDeletedRows } = await store.write((tx) =>
        tx.deleteFrom('drafts').where('id', '=', id).executeTakeFirst(),
      )
      if (numDeletedRows === 0n) throw new AppError('draft-unknown')
    },
  }
}

function newRow({ id, lab, title, problems, content }: NewDraft, at: number): DraftsTable {
  const known = { id, lab: lab ?? null, title: toLine(title), problems }
  return { ...known, revision: 1, saved_at: at, attempts: '', ...fromContent(content) }
}

async function saveRow(
  tx: Kysely<Tables>,
  id: string,
  revision: number,
  save: DraftSave,
  at: number,
): Promise<number> {
  const { title, problems, content, attempt } = save
  const present = await tx
    .selectFrom('drafts')
    .select(['revision', 'attempts'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (present === undefined) throw new AppError('draft-unknown')
  const before = attempt === undefined ? undefined : madeBy(attempt, present)
  if (before !== undefined) return before
  if (present.revision !== revision) {
    throw new AppError('stale-draft', { revision: present.revision })
  }
  const saved = await tx
    .updateTable('drafts')
    .set({
      revision: revision + 1,
      saved_at: at,
      title: toLine(title),
      problems,
      attempts: noted(present.attempts, attempt),
      ...fromContent(content),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst()
  // Another server was quicker between the two statements: then it is looked at anew, and no longer fits.
  return saved?.revision ?? saveRow(tx, id, revision, save, at)
}

async function listDrafts(db: Kysely<Tables>): Promise<DraftRow[]> {
  const rows = await db
    .selectFrom('drafts')
    .select(['id', 'lab', 'title', 'revision', 'saved_at', 'problems'])
    .orderBy('saved_at', 'desc')
    .orderBy('id')
    .execute()
  const published = await publishedBy(db)
  return rows.map((row) => toRow(row, published))
}

async function findDraft(db: Kysely<Tables>, id: string): Promise<Draft> {
  const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new AppError('draft-unknown')
  return { ...toRow(row, await publishedBy(db)), ...toContent(row) }
}

type RowColumns = Omit<DraftsTable, 'text' | 'layout' | 'files' | 'attempts'>
type Published = Map<string, NonNullable<DraftRow['published']>>

async function publishedBy(db: Kysely<Tables>): Promise<Published> {
  const latest = await latestVersions(db)
  return new Map(latest.map(({ lab, digest, at, number }) => [lab, { digest, at, number }]))
}

function toRow(row: RowColumns, latest: Published): DraftRow {
  const published = row.lab === null ? undefined : latest.get(row.lab)
  return {
    id: row.id,
    title: row.title,
    revision: row.revision,
    savedAt: row.saved_at,
    problems: row.problems,
    ...(row.lab !== null && { lab: row.lab }),
    ...(published && { published }),
  }
}
