/** A child process that saves a draft again and again, killed in the middle. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Where } from '../../server/records/ports.ts'

const child = fileURLToPath(new URL('save-forever.ts', import.meta.url))

/** Answers with the last revision that was acknowledged. */
export function saveUntilKilled(where: Where, draft: string, saves: number): Promise<number> {
  const args = ['--import', 'tsx', child, JSON.stringify(where), draft]
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  writer.stdout.on('data', (data: Buffer) => {
    output += data.toString()
    if (output.split('\n').length > saves) writer.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    writer.on('error', reject)
    writer.on('close', (_code, signal) => {
      const acknowledged = output.split('\n').slice(0, -1).map(Number)
      if (signal === 'SIGKILL') resolve(acknowledged.at(-1) ?? 0)
      else reject(new Error(`the writer ended by itself after ${acknowledged.length} saves`))
    })
  })
}
