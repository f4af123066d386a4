import { describe, expect, it } from 'vitest'
import { apply, type Command } from '../../../../labs/edit/index.ts'
import type { DraftContent } from '../../../../server/protocol.ts'
import { merge } from '../../../../web/builder/merging.ts'

const text = `slipway: 1 # ours
title: Lab
hosts:
  host1:
    networks:
      lan: { driver: bridge }
steps:
  - id: one
    title: One
    checks: [{ ping: { from: host1, to: host1 } }]
`
const content = (words: string, over: Partial<DraftContent> = {}): DraftContent => ({
  ...{ text: words, layout: { version: 1, positions: {} }, files: {} },
  ...over,
})
function ran(command: Command, from = text): string {
  const done = apply(from, command)
  if ('refused' in done) throw new Error(done.refused.reason)
  return done.text
}
const base = content(text)
const rename = { do: 'rename', host: 'host1', kind: 'network', name: 'lan', to: 'back' } as const
const add = { do: 'addThing', host: 'host1', kind: 'volume', name: 'data' } as const

describe('two authors of one draft', () => {
  it('have both their commands in it, and the comments', () => {
    const merged = merge(base, content(ran(add)), content(ran(rename)), [{ command: add }])
    expect(merged?.text).toBe(ran(add, ran(rename)))
    expect(merged?.text).toContain('# ours')
  })

  it('have what each typed at another place', () => {
    const mine = text.replace('title: Lab', 'title: My lab')
    const pending = [{ before: text, after: mine }]
    const merged = merge(base, content(mine), content(ran(add)), pending)
    expect(merged?.text).toBe(ran(add, mine))
  })

  it('must choose where both typed at the same place, or a command has lost its thing', () => {
    const typed = (title: string) => text.replace('Lab', title)
    const pending = [{ before: text, after: typed('Mine') }]
    expect(merge(base, content(typed('Mine')), content(typed('Theirs')), pending)).toBeUndefined()
    const gone = ran({ do: 'removeThing', host: 'host1', kind: 'network', name: 'lan' })
    const lost = [{ command: rename }]
    expect(merge(base, content(ran(rename)), content(gone), lost)).toBeUndefined()
  })

  it('keep the places and files that only one of them changed', () => {
    const at = (x: number) => ({ version: 1 as const, positions: { host1: { x, y: 0 } } })
    const began = content(text, { layout: at(0), files: { a: '1', b: '1' } })
    const mine = content(text, { layout: at(5), files: { a: '2', b: '1' } })
    const theirs = content(text, { layout: at(0), files: { a: '1' } })
    const merged = merge(began, mine, theirs, [])
    expect(merged).toMatchObject({ layout: at(5), files: { a: '2' } })
    expect(merged?.files).not.toHaveProperty('b')
    const other = content(text, { files: { a: '3', b: '1' } })
    expect(merge(began, mine, other, [])).toBeUndefined()
  })
})
