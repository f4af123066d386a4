import { describe, expect, it } from 'vitest'
import { difference } from '../../../../web/review/difference.ts'
import { foldAnswer, folded } from '../../../../web/review/fold.ts'
import { latestBy, momentsOf, spanOf, stepSummaries } from '../../../../web/review/moments.ts'
import { outcome, record, row } from '../../../support/review-fixture.ts'

describe('momentsOf', () => {
  const moments = momentsOf(record())

  it('reads every entry, in order', () => {
    expect(moments.map((moment) => moment.seq)).toEqual(record().entries.map(({ seq }) => seq))
    expect(moments.every((moment) => moment.title !== '')).toBe(true)
  })

  it('gives an outcome its check, its trigger and its sentence', () => {
    const failed = moments.findLast((moment) => moment.verdict === 'fail')
    expect(failed).toMatchObject({
      title: 'Check 1 of create',
      detail: 'There is no container named `container1` yet.',
      step: 'create',
      check: { trigger: 'the learner pressed Check', kind: 'ping' },
    })
  })

  it('finds what the replay is about', () => {
    const second = moments[1]
    expect(second && latestBy(moments, second.at)?.seq).toBe(second?.seq)
    expect(latestBy(moments, 0)).toBeUndefined()
  })
})

describe('stepSummaries', () => {
  it('says when each step was passed, after how many failures that were asked for, and hints', () => {
    const [create, look] = stepSummaries(record())
    expect(create).toMatchObject({ id: 'create', failures: 1, hints: 1 })
    expect(create?.passedAt).toBeLessThan(look?.passedAt ?? 0)
  })
})

describe('spanOf', () => {
  it('covers request, end and every recording', () => {
    const { from, to } = spanOf(record())
    expect(from).toBe(row().startedAt)
    expect(to).toBe(row().endedAt)
  })

  it('is never empty', () => {
    const bare = record({ entries: [], casts: [], row: row({ status: 'ready' }) })
    const { from, to } = spanOf(bare)
    expect(to).toBeGreaterThan(from)
  })
})

describe('difference', () => {
  const text = (pieces: { text: string; same: boolean }[]) =>
    pieces.map(({ text, same }) => (same ? text : `[${text}]`)).join('')

  it('marks what is in one only', () => {
    const { expected, found } = difference('driver is bridge', 'driver is macvlan')
    expect(text(expected)).toBe('driver is [bridge]')
    expect(text(found)).toBe('driver is [macvlan]')
  })

  it('takes differing words side by side as one', () => {
    expect(text(difference('web is on lan', 'web does not exist').found)).toBe(
      'web [does not exist]',
    )
  })

  it('loses nothing, and compares long texts by lines', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${String(index)}`)
    const other = lines.map((line, index) => (index === 7 ? 'other' : line))
    const { expected, found } = difference(lines.join('\n'), other.join('\n'))
    expect(expected.map((piece) => piece.text).join('')).toBe(lines.join('\n'))
    expect(found.filter((piece) => !piece.same)).toEqual([{ text: 'other\n', same: false }])
  })

  it('says only whether they are equal where they are enormous', () => {
    const many = 'a b '.repeat(4000)
    expect(difference(many, `${many}c`).expected).toEqual([{ text: many, same: false }])
    expect(difference('', '')).toEqual({ expected: [], found: [] })
  })
})

describe('foldAnswer', () => {
  const answer = outcome().evidence[0]?.answer ?? ''

  it('opens the way to what was expected or found and folds the rest', () => {
    const tree = foldAnswer(answer, ['on bridge', 'bridge with 172.17.0.2'])
    const settings = tree?.children.find((child) => child.key === 'NetworkSettings')
    const config = tree?.children.find((child) => child.key === 'Config')
    expect(settings?.open).toBe(true)
    expect(config?.open).toBe(false)
    const bridge = settings?.children[1]?.children[0]
    expect(bridge?.children.filter((leaf) => leaf.hit).map((leaf) => leaf.key)).toEqual([
      'IPAddress',
    ])
    expect(bridge && folded(bridge)).toBe('{ 3 }')
  })

  it('opens only the first level where nothing matters', () => {
    const tree = foldAnswer('{"a":{"b":1}}', ['nothing'])
    expect(tree?.open).toBe(true)
    expect(tree?.children[0]?.open).toBe(false)
  })

  it('wants whole words', () => {
    expect(foldAnswer('["dbdata"]', ['dbdata2'])?.children[0]?.hit).toBe(false)
    expect(foldAnswer('["172.18.0.2"]', ['172.18.0.2/16'])?.children[0]?.hit).toBe(true)
  })

  it('leaves alone what is not JSON', () => {
    expect(foldAnswer('64 bytes from 172.18.0.2', [])).toBeUndefined()
    expect(foldAnswer('[unclosed', [])).toBeUndefined()
  })
})
