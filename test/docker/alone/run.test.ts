import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Entry, LiveState } from '../../../server/protocol.ts'
import { openRecords, type Records } from '../../../server/records/index.ts'
import type { Run } from '../../../server/runs/run-ports.ts'
import { createRuns, type Runs } from '../../../server/runs/runs.ts'
import { labelled, openBench, until, type Bench } from '../../support/docker.ts'
import { aCompiled, aStandingLab, generousLimits } from '../../support/runs.ts'

const minute = 60_000
/** OSC 133: the end of a prompt. */
const prompt = '\u001b]133;B'
describe('the life of a run', () => {
  let bench: Bench
  let records: Records
  let folder: string
  let runs: Runs
  const lost: unknown[] = []

  const makeRuns = () =>
    createRuns({
      environments: bench.environments,
      records,
      limits: generousLimits,
      compile: async () => aCompiled(aStandingLab()),
      warn: console.warn,
      onEngineLost: (error) => lost.push(error),
    })

  beforeAll(async () => {
    bench = await openBench()
    folder = await mkdtemp(join(tmpdir(), 'slipway-run-'))
    records = await openRecords({ file: join(folder, 'slipway.db') })
    runs = makeRuns()
  })

  afterAll(async () => {
    await Promise.all(runs.all().map((run) => run.end('server')))
    await records.close()
    await rm(folder, { recursive: true })
  })

  function follow(run: Run) {
    const entries: Entry[] = []
    let live: Partial<LiveState> = {}
    run.subscribe({
      entry: (entry) => void entries.push(entry),
      live: (patch) => void (live = { ...live, ...patch }),
    })
    return { entries, live: () => live }
  }

  async function begin(): Promise<Run> {
    const run = runs.find(await runs.start({ lab: 'a-lab', learner: 'Ada' }))
    if (run === undefined) throw new Error('the run is gone')
    await until('a ready run', () => run.status === 'ready', minute)
    return run
  }

  it('goes from a click to a passed step by what is typed, keeps it, and leaves nothing', async () => {
    const run = await begin()
    const seen = follow(run)
    const { id } = await run.terminals.open('host1', { cols: 80, rows: 24 })
    let shown = ''
    const attached = run.terminals.attach(id, 'me', {
      data: (data) => void (shown += data),
      gone: () => undefined,
    })
    shown = attached.scrollback + shown
    await until('a prompt', () => shown.includes(prompt))
    run.terminals.input(id, 'docker network create lan\r')
    await until('a passed step', () =>
      seen.entries.some(({ body }) => body.type === 'passed' && body.step === 'net'),
    )
    await until('the network on the map', () => {
      const hosts = seen.live().topology?.hosts
      return hosts?.['host1']?.networks['lan'] !== undefined
    })
    expect(
      run.terminals.attach(id, 'again', { data: () => undefined, gone: () => undefined }),
    ).toMatchObject({ scrollback: expect.stringContaining('docker network create lan') })

    await run.end('learner')
    expect(runs.find(run.id)).toBeUndefined()
    expect(await labelled(bench, `slipway.run=${run.id}`)).toEqual([])
    const record = await records.record(run.id)
    expect(record.intact).toBe(true)
    expect(record.row).toMatchObject({ status: 'ended', reason: 'learner', passed: 1 })
    expect(await records.castText(run.id, id)).toContain('docker network create lan')
    expect((await runs.past(run.id, 0)).live.status).toBe('ended')
  })

  it('is taken up again by the next server, with its progress and its host', async () => {
    const run = await begin()
    const { id } = await run.terminals.open('host1', { cols: 80, rows: 24 })
    run.terminals.attach(id, 'me', { data: () => undefined, gone: () => undefined })
    run.terminals.input(id, 'docker network create lan\r')
    const passed = async () =>
      (await records.entries(run.id)).some(({ body }) => body.type === 'passed')
    await until('a passed step', passed)
    await runs.release()

    runs = makeRuns()
    await runs.restore()
    const adopted = runs.find(run.id)
    if (adopted === undefined) throw new Error('not adopted')
    await until('a ready run', () => adopted.status === 'ready', minute)
    const joined = await adopted.join(0)
    expect(joined.entries.filter(({ body }) => body.type === 'passed')).toHaveLength(1)
    await until('the network that was made before', async () => {
      const { live } = await adopted.join(0)
      return live.topology?.hosts['host1']?.networks['lan'] !== undefined
    })
    await adopted.end('administrator')
    expect(await labelled(bench, `slipway.run=${run.id}`)).toEqual([])
  })

  it('keeps memory flat and answers Ctrl-C at once under a flood', async () => {
    const run = await begin()
    const { id } = await run.terminals.open('host1', { cols: 80, rows: 24 })
    let chars = 0
    let tail = ''
    const client = {
      data(data: string) {
        chars += data.length
        tail = (tail + data).slice(-2000)
        setImmediate(() => run.terminals.shown(id, 'me', data.length))
      },
      gone: () => undefined,
    }
    tail = run.terminals.attach(id, 'me', client).scrollback + tail
    await until('a prompt', () => tail.includes(prompt))
    const before = process.memoryUsage().rss
    let most = before
    run.terminals.input(id, 'head -c 200000000 /dev/zero | tr "\\0" x | fold -w 79; yes\r')
    await until(
      '100 MB of output',
      () => {
        most = Math.max(most, process.memoryUsage().rss)
        return chars > 100_000_000
      },
      4 * minute,
    )
    const pressed = performance.now()
    run.terminals.input(id, '\u0003')
    await until('the prompt after Ctrl-C', () => tail.includes(prompt), 20_000)
    const tookMs = performance.now() - pressed
    console.log(
      `flood: ${Math.round((most - before) / 1024 ** 2)} MiB more at most, Ctrl-C answered in ${Math.round(tookMs)} ms`,
    )
    expect(most - before).toBeLessThan(150 * 1024 ** 2)
    expect(tookMs).toBeLessThan(1000)
    await run.end('learner')
  })

  it('ends by the clock when nobody shows a sign of life', async () => {
    const quick = createRuns({
      environments: bench.environments,
      records,
      limits: { ...generousLimits, idleMs: 1500 },
      compile: async () => aCompiled(aStandingLab()),
      warn: console.warn,
      onEngineLost: (error) => lost.push(error),
    })
    const id = await quick.start({ lab: 'a-lab', learner: 'Bob' })
    await until('the end', () => quick.find(id) === undefined, minute)
    expect((await records.row(id))?.reason).toBe('idle')
    expect(await labelled(bench, `slipway.run=${id}`)).toEqual([])
    expect(lost).toEqual([])
  })
})
