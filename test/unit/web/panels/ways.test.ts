import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../../labs/define.ts'
import { brokenOn } from '../../../../web/panels/hops.ts'
import { cellOf } from '../../../../web/panels/matrix.ts'

const hop = (name: string, kind: 'host' | 'container' | 'network', ok: boolean) => ({
  at: { host: 'host1', kind, name },
  word: 'listener' as const,
  ok,
  detail: '',
})
const outcome = (verdict: Outcome['verdict'], path?: Outcome['path']): Outcome => ({
  ...{
    verdict,
    expected: '',
    found: '',
    sentence: '`db` cannot reach `web`.',
    evidence: [],
    ms: 1,
  },
  ...(path && { path }),
})

describe('the mark on the map', () => {
  it('is where the first failed way breaks', () => {
    const path = { hops: [hop('db', 'container', true), hop('web', 'container', false)], asked: 0 }
    const failed = outcome('fail', { ...path, hint: 'Look at `web`.' })
    expect(brokenOn([null, outcome('fail'), failed])).toEqual({
      id: 'host1/container:web',
      words: 'Listener: Look at web.',
    })
    expect(brokenOn([{ ...failed, verdict: 'pass' }])).toBeNull()
    const host = outcome('fail', { hops: [hop('host1', 'host', false)], hint: '', asked: 0 })
    expect(brokenOn([host])).toEqual({ id: 'host1', words: 'Listener: db cannot reach web.' })
  })
})

describe('a cell of the table', () => {
  it('says in words what colour says', () => {
    const cell = (expected: 'open' | 'closed', found: 'open' | 'closed' | 'unknown') =>
      cellOf({ expected, found, sentence: '' })
    expect(cell('open', 'open')).toMatchObject({ tone: 'right', words: 'reaches' })
    expect(cell('closed', 'open')).toMatchObject({ tone: 'wrong', words: 'reaches, should not' })
    expect(cell('open', 'closed')).toMatchObject({ tone: 'wrong', words: 'no way, should reach' })
    expect(cell('open', 'unknown')).toMatchObject({ tone: 'unsure' })
    expect(cellOf(null).words).toBe('')
  })
})
