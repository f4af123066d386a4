import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../../../labs/edit/splice.ts'
import type { Code } from '../../../../labs/format/index.ts'
import { fixesOf } from '../../../../web/editor/fixes.ts'

function fixed(text: string, marked: string, code: Code, message: string, advice: string) {
  const offset = text.indexOf(marked)
  const found = { code, message, advice, offset, endOffset: offset + marked.length }
  return fixesOf(found, text).map(({ edits, preferred }) => ({
    text: applyEdits(text, edits),
    preferred,
  }))
}

describe('quick fixes', () => {
  it('take the word that was meant first, then what else is legal', () => {
    const advice = 'Did you mean `bridge`? Drivers: `bridge`, `macvlan`.'
    expect(fixed('driver: brige', 'brige', 'unknown-driver', 'No `brige`.', advice)).toEqual([
      { text: 'driver: bridge', preferred: true },
      { text: 'driver: macvlan', preferred: false },
    ])
  })

  it('change only the part that the message names, and keep quotes', () => {
    const advice = 'Did you mean `web`?'
    expect(fixed('to: host1/wbe', 'host1/wbe', 'unknown-container', 'No `wbe`.', advice)).toEqual([
      { text: 'to: host1/web', preferred: true },
    ])
    expect(fixed('a: "x"', '"x"', 'bad-value', 'Not legal.', advice)[0]?.text).toBe('a: "web"')
  })

  it('offer nothing where the advice is a sentence or a long list', () => {
    expect(fixed('a: b', 'b', 'bad-value', 'No.', 'Write a name.')).toEqual([])
    const long = `Legal: ${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((w) => `\`${w}\``).join(', ')}.`
    expect(fixed('a: z', 'z', 'bad-value', 'No.', long)).toEqual([])
  })

  it('turn every tab that indents into spaces', () => {
    expect(fixed('a:\n\tb: 1\n\tc: 2', '\t', 'tab-indent', 'Tab.', '')).toEqual([
      { text: 'a:\n  b: 1\n  c: 2', preferred: true },
    ])
  })
})
