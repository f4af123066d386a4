import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecords, type Records } from '../../../server/records/index.ts'
import { saveUntilKilled } from '../../support/draft-killer.ts'

const folder = mkdtempSync(join(tmpdir(), 'slipway-drafts-'))
const file = join(folder, 'drafts.db')
let records: Records
beforeAll(async () => {
  records = await openRecords({ file })
})
afterAll(async () => {
  await records.close()
  rmSync(folder, { recursive: true })
})

let count = 0
const content = (text: string) => ({
  text,
  layout: { version: 1 as const, positions: { host1: { x: 1, y: 2 } } },
  files: { 'app/start.sh': '#!/bin/sh\n' },
})
const save = (text: string) => ({ title: 'A lab', problems: 0, content: content(text) })
const newDraft = (over = {}) =>
  records.createDraft({ id: `draft-${++count}`, ...save('one'), ...over })
const version = (digest: string) => ({
  ...{ digest, title: 'A lab', note: '', content: content(digest) },
})

describe('drafts', () => {
  it('are given back as they were saved', async () => {
    const made = await newDraft({ lab: 'shipped' })
    expect(made).toMatchObject({ revision: 1, lab: 'shipped', ...content('one') })
    expect(await records.saveDraft(made.id, 1, save('two\n# ✓ \u0000'))).toBe(2)
    expect(await records.draft(made.id)).toMatchObject({
      revision: 2,
      ...content('two\n# ✓ \u0000'),
    })
    expect((await records.drafts())[0]).not.toHaveProperty('text')
  })

  it('refuse a save on an old revision and keep what is there', async () => {
    const { id } = await newDraft()
    const saves = ['a', 'b', 'c'].map((text) => records.saveDraft(id, 1, save(text)))
    const done = await Promise.allSettled(saves)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(records.saveDraft(id, 1, save('late'))).rejects.toMatchObject({
      code: 'stale-draft',
      message: expect.stringContaining('revision 2') as string,
    })
    expect((await records.draft(id)).text).toBe('a')
  })

  it('are saved once where a save is asked for again, also after somebody else saved', async () => {
    const { id } = await newDraft()
    const named = (text: string, attempt: string) => ({ ...save(text), attempt })
    expect(await records.saveDraft(id, 1, named('a', 'first'))).toBe(2)
    expect(await records.saveDraft(id, 1, named('a', 'first'))).toBe(2)
    expect(await records.saveDraft(id, 2, save('nameless'))).toBe(3)
    expect(await records.saveDraft(id, 3, named('b', 'second'))).toBe(4)
    expect(await records.saveDraft(id, 1, named('a', 'first'))).toBe(2)
    expect(await records.saveDraft(id, 3, named('b', 'second'))).toBe(4)
    expect(await records.draft(id)).toMatchObject({ revision: 4, text: 'b' })
    await expect(records.saveDraft(id, 3, named('c', 'third'))).rejects.toMatchObject({
      code: 'stale-draft',
    })
  })

  it('are unknown once they are deleted', async () => {
    const { id } = await newDraft()
    await records.deleteDraft(id)
    const unknown = { code: 'draft-unknown' }
    await expect(records.draft(id)).rejects.toMatchObject(unknown)
    await expect(records.saveDraft(id, 1, save('x'))).rejects.toMatchObject(unknown)
    await expect(records.deleteDraft(id)).rejects.toMatchObject(unknown)
    await expect(records.publish(id, version('x'), () => 'x')).rejects.toMatchObject(unknown)
  })

  it('lose no acknowledged save to kill -9', async () => {
    const { id } = await newDraft()
    const acknowledged = await saveUntilKilled({ file }, id, 50)
    const { revision, text } = await records.draft(id)
    expect(revision).toBeGreaterThanOrEqual(acknowledged)
    expect(text).toBe(`text of revision ${revision}`)
  }, 30_000)
})

describe('versions', () => {
  it('are numbered, immutable, and the same for the same content', async () => {
    const { id } = await newDraft({ lab: 'a' })
    const first = await records.publish(id, version('d1'), () => 'never')
    expect(first).toMatchObject({ number: 1, digest: 'd1' })
    expect(await records.publish(id, version('d2'), () => 'never')).toMatchObject({ number: 2 })
    const other = { ...version('d1'), note: 'again', content: content('another text') }
    expect(await records.publish(id, other, () => 'never')).toEqual(first)
    expect(await records.content('d1')).toEqual(content('d1'))
    expect((await records.versions('a')).map(({ number }) => number)).toEqual([2, 1])
  })

  it('put an earlier one back by publishing it again', async () => {
    const { id } = await newDraft({ lab: 'b' })
    // Many at once, so that several fall into one millisecond.
    for (const digest of ['e1', 'e2', 'e1', 'e2', 'e1', 'e2'])
      await records.publish(id, version(digest), () => 'never')
    expect((await records.draft(id)).published).toMatchObject({ number: 2 })
    await records.publish(id, version('e1'), () => 'never')
    const latest = (await records.published()).find(({ lab }) => lab === 'b')
    expect(latest).toMatchObject({ number: 1, digest: 'e1' })
  })

  it('give a new lab an id that no other has, once', async () => {
    const propose = (attempt: number) => (attempt === 1 ? 'new' : `new-${attempt}`)
    const [one, two] = [await newDraft(), await newDraft()]
    await records.publish(one.id, version('f1'), propose)
    await records.publish(two.id, version('f1'), propose)
    await records.publish(one.id, version('f2'), propose)
    expect((await records.draft(one.id)).lab).toBe('new')
    expect((await records.draft(two.id)).lab).toBe('new-2')
    expect(await records.versions('new')).toHaveLength(2)
  })
})

describe('contents', () => {
  it('never change under their digest', async () => {
    await records.keepContent('g', content('first'))
    await records.keepContent('g', content('second'))
    expect(await records.content('g')).toEqual(content('first'))
    expect(await records.content('none')).toBeUndefined()
  })
})
