import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { openDock, type Dock } from '../../../server/dock.ts'
import { createLog } from '../../../server/log.ts'
import type { EntryBody } from '../../../server/protocol.ts'
import { openRecords, type Records } from '../../../server/records/index.ts'
import { createRecovery } from '../../../server/runs/recovery.ts'
import { createRuns, type Runs } from '../../../server/runs/runs.ts'
import { aCompiled, aStandingLab, generousLimits } from '../../support/runs.ts'
import { until } from '../../support/docker.ts'
import { freshRun } from '../../support/run-names.ts'

const minute = 60_000

describe('an engine that dies in the middle', () => {
  let dock: Dock
  let folder: string
  let records: Records
  let runs: Runs
  const config = readConfig()
  const stopping = new AbortController()

  beforeAll(async () => {
    const quiet = () => undefined
    dock = await openDock(config, quiet, createLog('error'), `test-${freshRun()}`)
    folder = await mkdtemp(join(tmpdir(), 'slipway-recovery-'))
    records = await openRecords({ file: join(folder, 'slipway.db') })
    runs = createRuns({
      environments: dock.environments,
      records,
      limits: generousLimits,
      compile: async () => aCompiled(aStandingLab()),
      warn: quiet,
      onEngineLost: (error) => recover(error),
    })
    const recover = createRecovery(
      { suspend: runs.suspend, reopen: dock.reopen, resume: runs.resume, report: quiet },
      stopping.signal,
    )
  })

  afterAll(async () => {
    stopping.abort()
    await Promise.all(runs.all().map((run) => run.end('server')))
    await records.close()
    await rm(folder, { recursive: true })
  })

  it('is said to the learner, brought back, and the learner’s work is still there', async (context) => {
    if (!dock.engine.managed) context.skip('this engine is not ours to kill: it is not managed')
    const id = await runs.start({ lab: 'standing', learner: 'Ada' })
    const run = runs.find(id)
    if (run === undefined) throw new Error('the run is gone')
    await until('a ready run', () => run.status === 'ready', minute)
    const { id: terminal } = await run.terminals.open('host1', { cols: 80, rows: 24 })
    run.terminals.input(terminal, 'docker network create lan && touch /root/mine\r')
    const bodies = async () => (await records.entries(id)).map(({ body }) => body)
    const has = (type: EntryBody['type']) => async () =>
      (await bodies()).some((body) => body.type === type)
    await until('a passed step', has('passed'), minute)

    const pid = Number(await readFile(join(config.home, 'engine/docker.pid'), 'utf8'))
    process.kill(pid, 'SIGKILL')

    await until('word of the lost engine', has('engine'), minute)
    await until('a run that goes on', () => run.status === 'ready', 2 * minute)
    const words = (await bodies()).flatMap((body) => (body.type === 'status' ? [body.status] : []))
    expect(words).toEqual(['preparing', 'ready', 'failed', 'preparing', 'ready'])
    await until('the network that was made before', async () => {
      const { live } = await run.join(0)
      return live.topology?.hosts['host1']?.networks['lan'] !== undefined
    })
    const again = await run.terminals.open('host1', { cols: 80, rows: 24 })
    let shown = ''
    shown = run.terminals.attach(again.id, 'me', {
      data: (data) => void (shown += data),
      gone: () => undefined,
    }).scrollback
    run.terminals.input(again.id, 'ls /root\r')
    await until('the file that was made before', () => /\bmine\b/.test(shown), minute)
  })
})
