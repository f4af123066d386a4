import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppError } from '../../server/errors.ts'
import { openRecords } from '../../server/records/index.ts'
import { killInTheMiddle } from '../support/kill-contract.ts'
import { labView } from '../support/lab-view.ts'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { recordsContract } from '../support/records-contract.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

const run = { lab: labView(), learner: 'Ada', seed: 's', params: {} }

describe('records in PostgreSQL', () => {
  recordsContract(() => openRecords({ url: postgres.url }))

  it('loses no acknowledged entry to kill -9 of the server of ours', async () => {
    await killInTheMiddle({ url: postgres.url }, 'killed', 200)
  })

  it('numbers entries of two servers that write to one run without gaps', async () => {
    const servers = [
      await openRecords({ url: postgres.url }),
      await openRecords({ url: postgres.url }),
    ]
    await servers[0]?.createRun({ ...run, id: 'shared' })
    const appends = Array.from({ length: 60 }, (_, until) =>
      servers[until % 2]?.append('shared', { type: 'extended', until }),
    )
    await Promise.all(appends)
    expect(await servers[1]?.entries('shared')).toHaveLength(61)
    expect(await servers[1]?.verify('shared')).toBe(true)
    for (const server of servers) await server.close()
  })

  it('opens from two servers at the same time on an empty database', async () => {
    const empty = await startPostgres()
    const both = await Promise.all([1, 2].map(() => openRecords({ url: empty.url })))
    expect(await both[0]?.rows()).toEqual([])
    for (const records of both) await records.close()
    await empty.stop()
  })

  it('says that the connection was lost, and goes on when the database is back', async () => {
    const lost: AppError[] = []
    const records = await openRecords({ url: postgres.url }, (error) => lost.push(error))
    await records.createRun({ ...run, id: 'crash' })
    const written = await records.append('crash', { type: 'extended', until: 1 })
    await postgres.crash()
    await appendUntilAnswered(records, 'crash')
    expect((await records.entries('crash', 1))[0]).toEqual(written)
    expect(await records.verify('crash')).toBe(true)
    expect(lost.every((error) => error.code === 'database')).toBe(true)
    await records.close()
  })

  it('says that nothing answers at the address', async () => {
    const nowhere = openRecords({ url: 'postgres://slipway@127.0.0.1:1/none' })
    await expect(nowhere).rejects.toMatchObject({ code: 'database' })
  })
})

/** A connection of the pool may still be the broken one: that says so, and the next is new. */
async function appendUntilAnswered(
  records: Awaited<ReturnType<typeof openRecords>>,
  id: string,
): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      await records.append(id, { type: 'extended', until: 2 })
      return
    } catch (error) {
      expect(error).toMatchObject({ code: 'database' })
    }
  }
  throw new Error('the database did not come back')
}
