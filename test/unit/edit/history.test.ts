import { describe, expect, it } from 'vitest'
import { emptyHistory, record, redo, undo } from '../../../labs/edit/index.ts'
import type { History, Snapshot } from '../../../labs/edit/index.ts'

const layout = { version: 1 as const, positions: {} }
const shot = (text: string): Snapshot => ({ text, layout, selection: [] })

function typed(history: History, from: string, to: string, time: number, target = 'title') {
  const change = { label: 'Set the title', after: shot(to), kind: 'setMeta', target, time }
  return record(history, shot(from), change)
}

describe('history', () => {
  it('merges what follows within 800 ms on one target', () => {
    let history = typed(emptyHistory(), '', 'a', 0)
    history = typed(history, 'a', 'ab', 700)
    history = typed(history, 'ab', 'abc', 1400)
    history = typed(history, 'abc', 'abcd', 2300)
    expect(history.past).toHaveLength(2)
    const back = undo(history)
    expect(back?.to.text).toBe('abc')
    expect(undo(back?.history ?? history)?.to.text).toBe('')
  })

  it('merges a gesture however long it takes', () => {
    const drag = (history: History, from: string, to: string, time: number) =>
      record(history, shot(from), {
        label: 'Move',
        after: shot(to),
        kind: 'move',
        target: 'db',
        gesture: 'g1',
        time,
      })
    expect(drag(drag(emptyHistory(), '', 'a', 0), 'a', 'b', 9000).past).toHaveLength(1)
  })

  it('does again what was undone, until something else is done', () => {
    const history = typed(typed(emptyHistory(), '', 'a', 0), 'a', 'b', 900)
    const back = undo(history)?.history ?? history
    expect(redo(back)?.to.text).toBe('b')
    expect(redo(typed(back, 'a', 'c', 1000))).toBeUndefined()
  })

  it('keeps 200 steps', () => {
    let history = emptyHistory()
    for (let step = 0; step < 250; step += 1) {
      history = typed(history, `${step}`, `${step + 1}`, step * 1000)
    }
    expect(history.past).toHaveLength(200)
  })

  it('records nothing where nothing changed', () => {
    expect(typed(emptyHistory(), 'a', 'a', 0).past).toEqual([])
  })
})
