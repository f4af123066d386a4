import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, describe, expect, it } from 'vitest'
import { openRecords } from '../../../server/records/index.ts'
import { killInTheMiddle } from '../../support/kill-contract.ts'
import { labView } from '../../support/lab-view.ts'
import { recordsContract } from '../../support/records-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'slipway-records-'))
const file = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const run = { lab: labView(), learner: 'Ada', seed: 's', params: {} }

describe('records in a file', () => {
  recordsContract(() => openRecords({ file: file('deep/contract.db') }))

  it('is readable by its owner only', () => {
    expect(statSync(file('deep/contract.db')).mode & 0o077).toBe(0)
  })

  it('loses no acknowledged entry to kill -9', async () => {
    await killInTheMiddle({ file: file('killed.db') }, 'killed', 200)
  }, 30_000)

  it('waits for a lock without blocking, and loses nothing that comes after it', async () => {
    const records = await openRecords({ file: file('locked.db') })
    await records.createRun({ ...run, id: 'locked' })
    const other = new Database(file('locked.db'))
    other.exec('BEGIN IMMEDIATE')
    const waiting = records.append('locked', { type: 'extended', until: 1 })
    const ticks = await new Promise<number>((resolve) => {
      let seen = 0
      const timer = setInterval(() => {
        if (++seen < 5) return
        clearInterval(timer)
        resolve(seen)
      }, 1)
    })
    expect(ticks).toBe(5)
    other.exec('ROLLBACK')
    await waiting
    await records.append('locked', { type: 'extended', until: 2 })
    // Another connection sees it: it is committed, not only acknowledged.
    expect(other.prepare('select count(*) as n from entries').get()).toMatchObject({ n: 3 })
    other.close()
    await records.close()
  })

  it('notices a changed, a missing and a cut-off entry', async () => {
    for (const [name, sql] of tampering) {
      const records = await openRecords({ file: file(`${name}.db`) })
      await records.createRun({ ...run, id: name })
      for (const until of [1, 2, 3]) await records.append(name, { type: 'extended', until })
      expect((await records.record(name)).intact).toBe(true)
      const other = new Database(file(`${name}.db`))
      other.exec(sql)
      other.close()
      expect((await records.record(name)).intact).toBe(false)
      await records.close()
    }
  })

  it('says why a file cannot be a database', async () => {
    const where = { file: file('deep/contract.db/below.db') }
    await expect(openRecords(where)).rejects.toMatchObject({ code: 'database' })
  })
})

const tampering = [
  ['changed', `update entries set body = '{"type":"extended","until":9}' where seq = 2`],
  ['missing', 'delete from entries where seq = 2'],
  ['cut', 'delete from entries where seq = 4'],
] as const
