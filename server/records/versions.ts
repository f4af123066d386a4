/** Published versions: immutable, numbered within a lab, their contents kept by digest. */
import type { Kysely, Transaction } from 'kysely'
import { AppError } from '../errors.ts'
import type { DraftContent, VersionRow } from '../protocol.ts'
import { fromContent, toContent, toLine } from './contents.ts'
import type { DraftRecords, NewVersion, PublishedLab } from './draft-ports.ts'
import type { Tables, VersionsTable } from './schema.ts'
import type { Store } from './store.ts'

type Versions = Pick<DraftRecords, 'publish' | 'versions' | 'published' | 'keepContent' | 'content'>

export function versionRecords(store: Store): Versions {
  return {
    publish: (draft, version, propose) =>
      store.write(async (tx) => {
        const lab = await labOf(tx, draft, propose)
        return addVersion(tx, lab, version, Date.now())
      }),
    versions: (lab) =>
      store.read(async (db) => {
        const query = db.selectFrom('versions').selectAll().where('lab', '=', lab)
        return (await query.orderBy('number', 'desc').execute()).map(toVersion)
      }),
    published: () => store.read(latestVersions),
    keepContent: (digest, content) => store.write((tx) => keep(tx, digest, content)),
    content: (digest) =>
      store.read(async (db) => {
        const query = db.selectFrom('contents').selectAll().where('digest', '=', digest)
        const row = await query.executeTakeFirst()
        return row && toContent(row)
      }),
  }
}

/** The version of every lab that was published last. */
export async function latestVersions(db: Kysely<Tables>): Promise<PublishedLab[]> {
  const rows = await db
    .selectFrom('versions')
    .selectAll()
    .orderBy('chosen_at')
    .orderBy('number')
    .execute()
  const latest = new Map(rows.map((row) => [row.lab, row]))
  return [...latest.values()].map((row) => ({ lab: row.lab, ...toVersion(row) }))
}

/** The lab that a draft publishes as. A new one is given its id here, once, while the draft's row is locked. */
async function labOf(
  tx: Transaction<Tables>,
  draft: string,
  propose: (attempt: number) => string,
): Promise<string> {
  const row = await tx
    .updateTable('drafts')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', draft)
    .returning('lab')
    .executeTakeFirst()
  if (row === undefined) throw new AppError('draft-unknown')
  if (row.lab !== null) return row.lab
  const versions = await tx.selectFrom('versions').select('lab').distinct().execute()
  const drafts = await tx.selectFrom('drafts').select('lab').execute()
  const taken = new Set([...versions, ...drafts].map(({ lab }) => lab))
  let attempt = 1
  while (taken.has(propose(attempt))) attempt += 1
  const lab = propose(attempt)
  await tx.updateTable('drafts').set({ lab }).where('id', '=', draft).execute()
  return lab
}

async function addVersion(
  tx: Transaction<Tables>,
  lab: string,
  { digest, title, note, content }: NewVersion,
  at: number,
): Promise<VersionRow> {
  const earlier = await tx
    .selectFrom('versions')
    .selectAll()
    .where('lab', '=', lab)
    .orderBy('number', 'desc')
    .execute()
  // Later than every choice before it, also within one millisecond or when the clock was set back.
  const chosen_at = Math.max(at, ...earlier.map((version) => version.chosen_at + 1))
  const same = earlier.find((version) => version.digest === digest)
  if (same !== undefined) {
    await tx
      .updateTable('versions')
      .set({ chosen_at })
      .where('lab', '=', lab)
      .where('number', '=', same.number)
      .execute()
    return toVersion(same)
  }
  await keep(tx, digest, content)
  const number = (earlier[0]?.number ?? 0) + 1
  const words = { title: toLine(title), note: toLine(note) }
  const row = { lab, number, digest, at, chosen_at, ...words }
  await tx.insertInto('versions').values(row).execute()
  return toVersion(row)
}

/** What a digest names never changes, so whatever is there already is the same. */
async function keep(tx: Transaction<Tables>, digest: string, content: DraftContent): Promise<void> {
  await tx
    .insertInto('contents')
    .values({ digest, ...fromContent(content) })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

function toVersion({ digest, number, at, title, note }: VersionsTable): VersionRow {
  return { digest, number, at, title, note }
}
