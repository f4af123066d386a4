/** A child process that saves a draft until it is killed and says what was acknowledged. */
import { writeSync } from 'node:fs'
import { openRecords } from '../../server/records/index.ts'
import type { Where } from '../../server/records/ports.ts'

const [where, draft] = process.argv.slice(2)
if (where === undefined || draft === undefined) throw new Error('usage: save-forever WHERE DRAFT')
const records = await openRecords(JSON.parse(where) as Where)
let { revision } = await records.draft(draft)
for (;;) {
  const text = `text of revision ${revision + 1}`
  const content = { text, layout: { version: 1 as const, positions: {} }, files: {} }
  revision = await records.saveDraft(draft, revision, { title: 'A lab', problems: 0, content })
  writeSync(1, `${revision}\n`)
}
