/** A server killed in the middle of writing loses nothing that it acknowledged. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { openRecords } from '../../server/records/index.ts'
import type { Where } from '../../server/records/ports.ts'
import { labView } from './lab-view.ts'

const child = fileURLToPath(new URL('append-forever.ts', import.meta.url))

/** Kills a writer after `lines` acknowledgements and looks at what is there. */
export async function killInTheMiddle(where: Where, run: string, lines: number): Promise<void> {
  const before = await openRecords(where)
  await before.createRun({ id: run, lab: labView(), learner: 'Ada', seed: 's', params: {} })
  await before.close()
  const acknowledged = await appendUntilKilled(where, run, lines)
  const after = await openRecords(where)
  const entries = await after.entries(run)
  expect(entries.length).toBeGreaterThanOrEqual(acknowledged)
  expect(await after.verify(run)).toBe(true)
  expect((await after.open()).map((row) => row.run)).toContain(run)
  await after.append(run, { type: 'extended', until: 1 })
  expect(await after.verify(run)).toBe(true)
  await after.close()
}

function appendUntilKilled(where: Where, run: string, lines: number): Promise<number> {
  const args = ['--import', 'tsx', child, JSON.stringify(where), run]
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  writer.stdout.on('data', (data: Buffer) => {
    output += data.toString()
    if (output.split('\n').length > lines) writer.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    writer.on('error', reject)
    writer.on('close', (_code, signal) => {
      const last = output
        .split('\n')
        .filter((line) => line !== '')
        .at(-1)
      if (signal === 'SIGKILL') resolve(Number(last))
      else reject(new Error(`the writer ended by itself after ${last ?? 'nothing'}`))
    })
  })
}
