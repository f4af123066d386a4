import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../../labs/edit/splice.ts'
import { differences } from '../../../../web/editor/differences.ts'

describe('the differences of two texts', () => {
  it('turn one into the other', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 40 })
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(applyEdits(before, differences(before, after))).toBe(after)
      }),
      { numRuns: 500 },
    )
  })

  it('leave alone what stands between two places', () => {
    const line = (index: number) => `line ${index}\n`
    const lines = Array.from({ length: 200 }, (_, index) => line(index))
    const before = lines.join('')
    const after = lines.filter((_, index) => index !== 10 && index !== 150).join('')
    const edits = differences(before, after)
    expect(edits.map(({ from, to }) => before.slice(from, to))).toEqual([line(10), line(150)])
    expect(differences(after, before).map(({ insert }) => insert)).toEqual([line(10), line(150)])
  })

  it('are as small as the letters that changed, and none for the same text', () => {
    expect(differences('a: one\nb: two\n', 'a: one\nb: too\n')).toEqual([
      { from: 11, to: 12, insert: 'o' },
    ])
    expect(differences('a', 'a')).toEqual([])
  })

  it('are one where nearly everything differs', () => {
    const many = (word: string) => Array.from({ length: 600 }, (_, i) => `${word} ${i}\n`).join('')
    expect(differences(many('a'), many('b'))).toHaveLength(600)
    const [before, after] = [many('a'), `${many('b')}c\n`]
    expect(applyEdits(before, differences(before, after))).toBe(after)
  })
})
