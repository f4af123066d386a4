/** What every database must do; run against libsql in the unit tests and against a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EntryBody } from '../../server/protocol.ts'
import type { NewRun, Records } from '../../server/records/ports.ts'
import { labView } from './lab-view.ts'

let count = 0
const newRun = (over: Partial<NewRun> = {}): NewRun => ({
  id: `run-${++count}`,
  lab: labView(),
  learner: 'Ada Lovelace',
  seed: 'seed',
  params: { net: 'app_net' },
  ...over,
})

const outcome = (verdict: 'pass' | 'fail', trigger: 'button' | 'event'): EntryBody => ({
  type: 'outcome',
  step: 'create',
  check: 'create.1',
  trigger,
  outcome: {
    verdict,
    expected: 'reachable',
    found: 'nothing \u0000 \ud800 ✓',
    sentence: 'It answers.',
    evidence: [{ question: 'GET /networks', answer: '{"a":"\\u0000"}', ms: 3 }],
    ms: 4,
  },
})

export function recordsContract(open: () => Promise<Records>): void {
  let records: Records
  beforeAll(async () => {
    records = await open()
  })
  afterAll(async () => {
    await records.close()
  })

  describe('entries', () => {
    it('starts a run with its request', async () => {
      const run = newRun()
      const first = await records.createRun(run)
      expect(first).toMatchObject({ seq: 1, body: { type: 'requested', learner: 'Ada Lovelace' } })
      expect(await records.entries(run.id)).toEqual([first])
      expect(await records.row(run.id)).toMatchObject({ status: 'requested', steps: 2, passed: 0 })
      expect(await records.lab(run.id)).toEqual(run.lab)
    })

    it('numbers a hundred appends at once without gaps, in the order of the calls', async () => {
      const run = newRun()
      await records.createRun(run)
      const bodies = Array.from({ length: 100 }, (_, hint): EntryBody => {
        return { type: 'hint', step: 'create', hint, text: `Hint ${hint}` }
      })
      const entries = await Promise.all(bodies.map((body) => records.append(run.id, body)))
      expect(entries.map((entry) => entry.seq)).toEqual(bodies.map((_, index) => index + 2))
      expect((await records.entries(run.id, 1)).map((entry) => entry.body)).toEqual(bodies)
      expect(await records.verify(run.id)).toBe(true)
      expect((await records.row(run.id))?.hints).toBe(100)
    })

    it('gives back what it was given, odd characters included', async () => {
      const run = newRun()
      await records.createRun(run)
      const entry = await records.append(run.id, outcome('pass', 'event'))
      expect((await records.entries(run.id, 1))[0]).toEqual(entry)
      expect(await records.verify(run.id)).toBe(true)
    })

    it('says that a run is unknown', async () => {
      const unknown = { code: 'run-unknown' }
      await expect(records.append('none', { type: 'extended', until: 1 })).rejects.toMatchObject(
        unknown,
      )
      await expect(records.finish('none', { status: 'ended' })).rejects.toMatchObject(unknown)
      await expect(records.record('none')).rejects.toMatchObject(unknown)
      await expect(records.verify('none')).rejects.toMatchObject(unknown)
      expect(await records.row('none')).toBeUndefined()
    })

    it('refuses a second run of the same id and keeps the first', async () => {
      const run = newRun()
      await records.createRun(run)
      await expect(records.createRun(run)).rejects.toMatchObject({ code: 'database' })
      expect(await records.entries(run.id)).toHaveLength(1)
    })
  })

  describe('rows', () => {
    it('counts steps once, hints, and failures that the learner asked for', async () => {
      const run = newRun()
      await records.createRun(run)
      const bodies: EntryBody[] = [
        outcome('fail', 'event'),
        outcome('fail', 'button'),
        outcome('pass', 'button'),
        { type: 'passed', step: 'create' },
        { type: 'passed', step: 'create' },
        { type: 'hint', step: 'look', hint: 0, text: 'Look.' },
      ]
      for (const body of bodies) await records.append(run.id, body)
      expect(await records.row(run.id)).toMatchObject({ passed: 1, hints: 1, failures: 1 })
    })

    it('ends a run once, with its reason', async () => {
      const run = newRun()
      await records.createRun(run)
      expect((await records.open()).map((row) => row.run)).toContain(run.id)
      const ended = await records.finish(run.id, { status: 'ended', reason: 'idle' })
      expect(ended?.body).toEqual({ type: 'status', status: 'ended', reason: 'idle' })
      expect(await records.finish(run.id, { status: 'ended', reason: 'time' })).toBeUndefined()
      const row = await records.row(run.id)
      expect(row).toMatchObject({ status: 'ended', reason: 'idle', endedAt: ended?.at })
      expect((await records.open()).map((row) => row.run)).not.toContain(run.id)
      expect((await records.rows()).map((row) => row.run)).toContain(run.id)
    })

    it('guesses a preparation from earlier ones', async () => {
      const lab = labView({ id: `lab-${++count}` })
      expect(await records.preparedMs(lab.id)).toBeUndefined()
      const run = newRun({ lab })
      await records.createRun(run)
      await records.append(run.id, { type: 'status', status: 'preparing' })
      await records.append(run.id, { type: 'status', status: 'ready' })
      expect(await records.preparedMs(lab.id)).toBeGreaterThanOrEqual(0)
    })
  })

  describe('casts', () => {
    const cast = (run: string) => ({ run, terminal: 't1', host: 'host1', cols: 80, rows: 24 })
    const onError = (error: Error): never => {
      throw error
    }

    it('keeps what was shown and typed as asciicast v2, over a reopening', async () => {
      const run = newRun()
      await records.createRun(run)
      const writer = await records.openCast({ ...cast(run.id), onError })
      writer.output('root@host1:~# ')
      writer.input('l')
      writer.resize(100, 30)
      await writer.close()
      const again = await records.openCast({ ...cast(run.id), onError })
      again.output('ls\r\n✓\u0000\u001b[0m')
      await again.close()
      const lines = (await records.castText(run.id, 't1'))?.trimEnd().split('\n') ?? []
      const [header, ...events] = lines.map((line) => JSON.parse(line) as unknown)
      expect(header).toMatchObject({ version: 2, width: 80, height: 24, title: 'host1' })
      expect(events).toEqual([
        [expect.any(Number), 'o', 'root@host1:~# '],
        [expect.any(Number), 'i', 'l'],
        [expect.any(Number), 'r', '100x30'],
        [expect.any(Number), 'o', 'ls\r\n✓\u0000\u001b[0m'],
      ])
      expect(await records.castText(run.id, 'none')).toBeUndefined()
    })

    it('keeps 8 MB of a terminal and counts the rest', async () => {
      const run = newRun()
      await records.createRun(run)
      const writer = await records.openCast({ ...cast(run.id), onError })
      const piece = 'x'.repeat(60_000)
      for (let written = 0; written < 160; written++) writer.output(piece)
      await writer.close()
      const view = (await records.record(run.id)).casts[0]
      expect(view?.bytes).toBeGreaterThan(8_000_000)
      expect(view?.bytes).toBeLessThanOrEqual(8 * 1024 * 1024)
      const kept = Math.floor((view?.bytes ?? 0) / 60_000)
      expect(view?.dropped).toBe((160 - kept) * 60_000)
    })
  })

  describe('secrets and links', () => {
    it('makes a secret once', async () => {
      const names = ['a', 'a', 'b'].map((name) => records.secret(`${name}-${count}`))
      const [first, second, other] = await Promise.all(names)
      expect(first).toMatch(/^[0-9a-f]{64}$/)
      expect(second).toBe(first)
      expect(other).not.toBe(first)
    })

    it('takes a link once, and none that has expired', async () => {
      const hash = `hash-${++count}`
      await records.addLink(hash, 2_000)
      const taken = await Promise.all([1, 2, 3].map(() => records.takeLink(hash, 1_000)))
      expect(taken.filter(Boolean)).toHaveLength(1)
      await records.addLink(`${hash}-old`, 2_000)
      expect(await records.takeLink(`${hash}-old`, 3_000)).toBe(false)
      expect(await records.takeLink('never', 1_000)).toBe(false)
    })
  })
}
