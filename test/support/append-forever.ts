/** A child process that appends until it is killed and says what was acknowledged. */
import { writeSync } from 'node:fs'
import type { Where } from '../../server/records/ports.ts'
import { openRecords } from '../../server/records/index.ts'

const [where, run] = process.argv.slice(2)
if (where === undefined || run === undefined) throw new Error('usage: append-forever WHERE RUN')
const records = await openRecords(JSON.parse(where) as Where)
for (;;) {
  const entry = await records.append(run, { type: 'extended', until: Date.now() })
  writeSync(1, `${entry.seq}\n`)
}
