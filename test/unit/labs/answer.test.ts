import { describe, expect, it } from 'vitest'
import { sameAnswer, sameAnswers } from '../../../labs/checks/answer-text.ts'
import { answer as kind } from '../../../labs/checks/answer.ts'
import { probeOf } from '../../support/memory-probe.ts'

const quiet = new AbortController().signal

describe('answer', () => {
  const api = {
    'host1/containers/web/json': { Ip: '172.17.0.2', Nets: ['bridge', 'lan'], None: '' },
  }
  const from = (path: string) => ({ ask: 'What?', from: { inspect: { container: 'web', path } } })
  const answer = (args: object, typed?: string) =>
    kind.run(args, probeOf({ api, ...(typed === undefined ? {} : { answer: typed }) }), quiet)

  it('compares with what is so now, and never says it', async () => {
    const right = await answer(from('Ip'), ' 172.17.0.2/16 ')
    const wrong = await answer(from('Ip'), '172.17.0.3')
    const none = await answer(from('Ip'))
    expect([right.verdict, wrong.verdict, none.verdict]).toEqual(['pass', 'fail', 'fail'])
    expect(none.sentence).toBe('Not answered yet.')
    expect(JSON.stringify([wrong, none])).not.toContain('172.17.0.2')
  })

  it('takes several values in any order', async () => {
    expect((await answer(from('Nets'), 'lan, bridge')).verdict).toBe('pass')
    expect((await answer(from('Nets'), 'lan')).verdict).toBe('fail')
  })

  it('is never right where there is nothing to compare with', async () => {
    expect((await answer(from('None'), '')).verdict).toBe('fail')
    expect((await answer(from('None'), 'x')).verdict).toBe('fail')
    const gone = { ask: '?', from: { inspect: { container: 'gone', path: 'Ip' } } }
    expect((await answer(gone, 'x')).sentence).toContain('There is no container `gone`')
  })

  it('knows literals and patterns', async () => {
    expect((await answer({ ask: '?', oneOf: ['lo', 'LO0'] }, 'Lo')).verdict).toBe('pass')
    expect((await answer({ ask: '?', equals: 7 }, '7.')).verdict).toBe('pass')
    expect((await answer({ ask: '?', matches: '^[0-9]+$' }, 'x')).verdict).toBe('fail')
  })

  it('solves itself', async () => {
    const { solve } = kind
    expect(await solve?.(from('Ip'), probeOf({ api }))).toBe('172.17.0.2')
    expect(await solve?.({ ask: '?', oneOf: ['a', 'b'] }, probeOf({}))).toBe('a')
    await expect(solve?.({ ask: '?', matches: 'a' }, probeOf({}))).rejects.toThrow('matches')
  })

  it('is read as people write', () => {
    expect(sameAnswer('"Bridge".', 'bridge')).toBe(true)
    expect(sameAnswer('172.17.0.0', '172.17.0.0/16')).toBe(false)
    expect(sameAnswer('/VAR/lib', '/var/lib')).toBe(false)
    expect(sameAnswers('a and b', ['b', 'a'])).toBe(true)
    expect(sameAnswers('a, a', ['a', 'b'])).toBe(false)
    expect(sameAnswers('', [])).toBe(false)
  })
})
