import { describe, expect, it } from 'vitest'
import {
  begin,
  command,
  move,
  redo,
  typed,
  undo,
  type Editing,
} from '../../../web/builder/editing.ts'

const text = `slipway: 1
title: A lab
hosts:
  host1:
    networks:
      lan: { driver: bridge } # keep me
`
const layout = { version: 1 as const, positions: { 'host1/network:lan': { x: 5, y: 4 } } }
const at = (time: number, gesture?: string) => ({
  label: 'test',
  time,
  ...(gesture === undefined ? {} : { gesture }),
})

function ran(
  editing: Editing,
  ...args: Parameters<typeof command> extends [unknown, ...infer Rest] ? Rest : never
) {
  const done = command(editing, ...args)
  if ('refused' in done) throw new Error(JSON.stringify(done.refused))
  return done.editing
}

describe('a draft under the author’s hands', () => {
  it('changes nothing by being opened', () => {
    const editing = begin(text, layout)
    expect(editing.text).toBe(text)
    expect(undo(editing)).toBe(editing)
  })

  it('has one history for text and layout', () => {
    const start = begin(text, layout)
    const renamed = ran(
      start,
      { do: 'rename', host: 'host1', kind: 'network', name: 'lan', to: 'wan' },
      at(1),
    )
    expect(renamed.text).toContain('wan: { driver: bridge } # keep me')
    expect(renamed.layout.positions['host1/network:wan']).toEqual({ x: 5, y: 4 })
    const moved = move(renamed, [{ place: 'host1/network:wan', at: { x: 9, y: 9 } }], at(2000))
    const back = undo(moved)
    expect(back.layout.positions['host1/network:wan']).toEqual({ x: 5, y: 4 })
    const first = undo(back)
    expect(first.text).toBe(text)
    expect(first.layout).toEqual(layout)
    expect(redo(redo(first)).layout.positions['host1/network:wan']).toEqual({ x: 9, y: 9 })
  })

  it('takes a gesture and a stretch of typing as one step each', () => {
    let editing = begin(text, layout)
    for (let x = 0; x < 20; x++) {
      editing = move(
        editing,
        [{ place: 'host1/network:lan', at: { x, y: 0 } }],
        at(x * 5000, 'drag'),
      )
    }
    for (let n = 1; n <= 5; n++)
      editing = typed(editing, `${text}${'#'.repeat(n)}`, 200_000 + n * 100)
    expect(editing.history.past).toHaveLength(2)
    expect(undo(undo(editing)).layout).toEqual(layout)
  })

  it('goes back two hundred steps', () => {
    let editing = begin(text, layout)
    for (let n = 1; n <= 200; n++) editing = typed(editing, `${text}# ${n}\n`, n * 10_000)
    for (let n = 0; n < 200; n++) editing = undo(editing)
    expect(editing.text).toBe(text)
  })
})

describe('moves', () => {
  const wan = { place: 'host1/network:wan', at: { x: 9, y: 9 } }
  it('of different things are different steps, however soon they follow', () => {
    const first = move(
      begin(text, layout),
      [{ place: 'host1/network:lan', at: { x: 6, y: 4 } }],
      at(1),
    )
    const other = move(first, [wan], at(2))
    expect(other.history.past).toHaveLength(2)
    const again = move(other, [{ ...wan, at: { x: 10, y: 9 } }], at(3))
    expect(again.history.past).toHaveLength(2)
  })

  it('that change nothing are none', () => {
    const start = begin(text, layout)
    expect(move(start, [{ place: 'host1/network:lan', at: { x: 5, y: 4 } }], at(1))).toBe(start)
  })

  it('keep what had no place where it is drawn, after an undo as well', () => {
    const stands = { 'host1/network:wan': { x: 1, y: 2 }, 'host1/network:lan': { x: 7, y: 7 } }
    const moved = move(begin(text, layout), [wan], at(1), stands)
    expect(moved.layout.positions['host1/network:lan']).toEqual({ x: 5, y: 4 })
    expect(undo(moved).layout.positions['host1/network:wan']).toEqual({ x: 1, y: 2 })
  })
})
