import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../../labs/edit/splice.ts'
import { difference, rebase } from '../../../../web/editor/rebase.ts'

describe('the difference of two texts', () => {
  it('turns one into the other', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', '\n') })
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(applyEdits(before, [difference(before, after)])).toBe(after)
      }),
    )
  })
})

describe('edits of a text that was typed on', () => {
  const before = 'one two three'
  const edit = { from: 4, to: 7, insert: '2' }

  it('move along with what was typed before them, and stay before it', () => {
    const moved = rebase([edit], before, 'no, one two three') ?? []
    expect(applyEdits('no, one two three', moved)).toBe('no, one 2 three')
    expect(rebase([edit], before, 'one two three!')).toEqual([edit])
  })

  it('are refused where they touch it', () => {
    expect(rebase([edit], before, 'one twoo three')).toBeNull()
    expect(rebase([edit], before, 'one t three')).toBeNull()
  })

  it('stay as they are while nothing was typed', () => {
    expect(rebase([edit], before, before)).toEqual([edit])
  })
})
