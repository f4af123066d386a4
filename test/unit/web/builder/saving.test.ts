import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { apply, type Command } from '../../../../labs/edit/index.ts'
import type { Draft, DraftContent, Result, WireError } from '../../../../server/protocol.ts'
import { openChanges } from '../../../../web/builder/changes.ts'
import type { Rescue, Sent } from '../../../../web/builder/rescue.ts'
import { createSaving } from '../../../../web/builder/saving.svelte.ts'

const text = `slipway: 1
title: Lab
hosts:
  host1: {}
steps: []
`
const content = (words: string): DraftContent => ({
  ...{ text: words, layout: { version: 1, positions: {} }, files: {} },
})
const error = (code: WireError['code']): Result<never> => ({
  ok: false,
  error: { code, title: code, advice: '' },
})
const volume = (name: string): Command => ({ do: 'addThing', host: 'host1', kind: 'volume', name })

/** A server that commits and forgets to answer, as often as it is told to. */
function server(words = text) {
  let now = content(words)
  let revision = 1
  const attempts = new Map<string, number>()
  const draft = (): Draft => ({
    ...{ id: 'd', title: 'Lab', savedAt: 0, problems: 0, revision },
    ...now,
  })
  return {
    mute: 0,
    refusing: undefined as WireError['code'] | undefined,
    draft,
    save(to: string) {
      now = content(to)
      revision += 1
    },
    put(made: number, { attempt, content: to }: Sent): Promise<Result<{ revision: number }>> {
      if (this.refusing) return Promise.resolve(error(this.refusing))
      const before = attempts.get(attempt)
      if (before !== undefined) return Promise.resolve({ ok: true, value: { revision: before } })
      if (made !== revision) return Promise.resolve(error('stale-draft'))
      now = to
      revision += 1
      attempts.set(attempt, revision)
      this.mute -= 1
      if (this.mute >= 0) return Promise.resolve(error('offline'))
      return Promise.resolve({ ok: true, value: { revision } })
    },
  }
}

/** A window on the draft, with nothing in it but what saves. */
function author(at: ReturnType<typeof server>, found: Rescue | null = null) {
  const draft = at.draft()
  let mine: DraftContent = found?.content ?? draft
  let rescue = found
  const merged = vi.fn()
  const changes = openChanges(draft, found, {
    content: () => mine,
    put: (revision, sent) => at.put(revision, sent),
    theirs: () => Promise.resolve({ ok: true, value: at.draft() }),
    take: (taken) => (mine = taken),
    onMerged: merged,
  })
  const saving = createSaving({
    revision: found?.revision ?? draft.revision,
    content: () => mine,
    put: changes.put,
    rebase: changes.rebase,
    shelf: {
      keep: (kept) => {
        rescue = structuredClone(kept)
        return true
      },
      forget: () => (rescue = null),
    },
    sent: found?.sent ?? null,
  })
  if (found !== null) saving.touch()
  return {
    ...{ saving, merged },
    text: () => mine.text,
    rescue: () => rescue,
    run(command: Command) {
      const done = apply(mine.text, command)
      if ('refused' in done) throw new Error(done.refused.reason)
      mine = { ...mine, text: done.text }
      changes.add({ command })
      saving.touch()
    },
  }
}

describe('a save whose answer was lost', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())
  const times = (words: string, part: string) => words.split(part).length - 1

  it('is asked for again and done once, with what was added since', async () => {
    const at = server()
    at.mute = 1
    const one = author(at)
    one.run(volume('data'))
    expect(await one.saving.now()).toBe(false)
    expect(one.saving.state.is).toBe('offline')
    one.run(volume('logs'))
    await vi.runAllTimersAsync()
    expect(one.saving.state.is).toBe('saved')
    expect([times(at.draft().text, 'data'), times(at.draft().text, 'logs')]).toEqual([1, 1])
    expect(one.merged).not.toHaveBeenCalled()
    expect(one.rescue()).toBeNull()
  })

  it('is done once too where somebody else saved before it was asked for again', async () => {
    const at = server()
    at.mute = 1
    const one = author(at)
    one.run(volume('data'))
    await one.saving.now()
    at.save(at.draft().text.replace('title: Lab', 'title: Theirs'))
    one.run(volume('logs'))
    await vi.runAllTimersAsync()
    expect(at.draft().text).toBe(one.text())
    expect(at.draft().text).toContain('title: Theirs')
    expect([times(at.draft().text, 'data'), times(at.draft().text, 'logs')]).toEqual([1, 1])
    expect(one.merged).toHaveBeenCalledTimes(1)
  })

  it('is found by the next window, which goes on from there', async () => {
    const at = server()
    at.mute = 1
    const one = author(at)
    one.run(volume('data'))
    await one.saving.now()
    one.run(volume('logs'))
    const next = author(at, one.rescue())
    await vi.runOnlyPendingTimersAsync()
    expect(next.saving.state.is).toBe('saved')
    expect(at.draft().text).toBe(one.text())
    expect(next.merged).not.toHaveBeenCalled()
  })

  it('is no clash where both hold the same in the end', async () => {
    const at = server()
    const one = author(at)
    one.run(volume('data'))
    at.save(one.text())
    expect(await one.saving.now()).toBe(true)
    expect(one.merged).not.toHaveBeenCalled()
  })
})

describe('a save that is refused', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it.each(['draft-unknown', 'not-allowed', 'too-large'] as const)(
    'as %s says so, keeps what was made, and is not asked for without end',
    async (code) => {
      const at = server()
      const one = author(at)
      at.refusing = code
      const put = vi.spyOn(at, 'put')
      one.run(volume('data'))
      expect(await one.saving.now()).toBe(false)
      expect(one.saving.state).toMatchObject({ is: 'refused', error: { code } })
      await vi.advanceTimersByTimeAsync(60_000)
      expect(put).toHaveBeenCalledTimes(1)
      expect(one.rescue()?.content.text).toBe(one.text())
      at.refusing = undefined
      expect(await one.saving.now()).toBe(true)
      expect(one.rescue()).toBeNull()
    },
  )

  it('as too large is tried again when the lab was changed', async () => {
    const at = server()
    const one = author(at)
    at.refusing = 'too-large'
    one.run(volume('data'))
    await one.saving.now()
    at.refusing = undefined
    one.run(volume('logs'))
    await vi.runAllTimersAsync()
    expect(one.saving.state.is).toBe('saved')
  })
})
