import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRecords } from '../../../server/records/index.ts'
import type { Records } from '../../../server/records/ports.ts'
import { labView } from '../../support/lab-view.ts'

const folder = mkdtempSync(join(tmpdir(), 'slipway-full-'))
const ballast = join(folder, 'ballast')

beforeAll(() => {
  mustRun('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'slipway-test', folder])
  writeFileSync(ballast, Buffer.alloc(512 * 1024))
})
afterAll(() => {
  // libsql lets go of the file only when its statements are collected.
  mustRun('umount', ['--lazy', folder])
  rmdirSync(folder)
})

it('says that the disk is full, loses nothing acknowledged, and goes on when there is room', async () => {
  const records = await openRecords({ file: join(folder, 'slipway.db') })
  const lab = labView()
  await records.createRun({ id: 'full', lab, learner: 'Ada', seed: 's', params: {} })
  const errors: string[] = []
  const cast = await records.openCast({
    ...{ run: 'full', terminal: 't1', host: 'host1', cols: 80, rows: 24 },
    onError: (error) => errors.push(error.code),
  })
  // Larger than what the pages in use still have room for.
  cast.output(`kept${'y'.repeat(16_000)}`)
  const kept = await fillUp(records)
  await expect(cast.flush()).rejects.toMatchObject({ code: 'disk-full' })
  expect(await records.entries('full')).toHaveLength(kept + 1)
  expect(await records.verify('full')).toBe(true)
  rmSync(ballast)
  await records.append('full', { type: 'extended', until: 1 })
  await cast.close()
  expect(await records.castText('full', 't1')).toContain('"kept')
  await records.close()
  const again = await openRecords({ file: join(folder, 'slipway.db') })
  expect(await again.entries('full')).toHaveLength(kept + 2)
  expect(await again.verify('full')).toBe(true)
  await again.close()
})

/** Appends until the disk is full; how many were acknowledged. */
async function fillUp(records: Records): Promise<number> {
  const text = 'x'.repeat(2_000)
  for (let kept = 0; kept < 10_000; kept++) {
    try {
      await records.append('full', { type: 'answer', step: 'create', check: 'create.1', text })
    } catch (error) {
      expect(error).toMatchObject({ code: 'disk-full' })
      return kept
    }
  }
  throw new Error('the disk did not fill up')
}

function mustRun(command: string, args: string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`)
}
