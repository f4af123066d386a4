import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusable } from '../../../labs/edit/refusal.ts'
import { createRereader } from '../../../labs/edit/reread.ts'
import { readTree } from '../../../labs/edit/tree.ts'
import { at } from '../../../labs/edit/value.ts'
import { root } from '../../support/sources.ts'
import { written } from './documents.ts'

const swarm = readFileSync(join(root, 'labs/catalogue/overlay-swarm/lab.yaml'), 'utf8')

/** What decides how lines belong together, and some that does not. */
const pieces = fc.constantFrom(
  ...['\n', '\r\n', '\n  ', '\n    ', ' ', '\t', '#', ': ', ':', '- ', '\n- ', '? ', '"', "'"],
  ...['{', '}', '[', ']', '|', '>', '&a ', '*a', '<<: ', '---\n', '...\n', '%', '!t ', '\u2028'],
  ...[
    '\nhosts:\n',
    '\nname: x',
    '\n  host1: {}',
    '\n  __proto__: {}',
    '\n0x1:\n ',
    '\nTrue:\n  ',
    'x',
    '1',
    ',',
    '\\',
  ],
)
const splice = fc.record({ at: fc.nat(), cut: fc.nat({ max: 40 }), put: pieces })

/** What is read in parts against what is read whole, text after text. */
function agrees(texts: readonly string[]): void {
  const reread = createRereader()
  for (const text of texts) {
    const whole = refusable(() => readTree(text).value)
    expect([text, refusable(() => reread(text))]).toEqual([text, whole])
    // The order of keys is the order of what is drawn.
    expect(JSON.stringify(refusable(() => reread(text)))).toBe(JSON.stringify(whole))
  }
}

describe('a text that is read again', () => {
  it('means what it means when it is read whole, whatever is written in it', () => {
    fc.assert(
      fc.property(written, fc.array(splice, { maxLength: 4 }), ({ text }, splices) => {
        agrees(spliced(text, splices))
      }),
      { numRuns: 400 },
    )
  })

  it('means the same in a lab as authors write one', () => {
    const some = fc.array(splice, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(some, (splices) => agrees(spliced(swarm.slice(0, 2_500), splices))),
      { numRuns: 40 },
    )
  })

  it.each([
    ['an anchor of another part', 'a: &x { b: 1 }\nhosts:\n  one: *x\n  two: { c: 2 }\n'],
    ['a key that is there twice', 'hosts:\n  one: {}\n  one: { b: 1 }\n'],
    ['a section that is there twice', 'hosts:\n  one: {}\nhosts:\n  two: {}\n'],
    ['hosts that are no map', 'hosts:\n  - one\n  - two\n'],
    ['a list as deep as its key', 'steps:\n- id: a\n- id: b\nhosts:\n  one: {}\n'],
    ['text that goes on under its key', 'title: one\n  two: three\nhosts:\n  a: {}\n'],
    ['a text in which a key seems to begin', 'text: "a\nhosts: b"\nhosts:\n  a: {}\n'],
    ['a map in braces over lines', 'hosts: { a: {},\nb: {} }\n'],
    ['a line break of Unicode', 'title: a\u2028hosts: b\n'],
    ['keys that are no text', '0x10:\n  a: 1\nTrue:\n  b: 2\nnull:\n  c: 3\n1.0:\n  d: 4\n'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['nothing but a comment', '# nothing\n'],
    ['nothing', ''],
  ])('reads %s as it is', (_, text) => agrees([text]))

  it('reads nothing again but the part that was changed', () => {
    const reread = createRereader()
    const one = reread(swarm)
    const other = reread(swarm.replace('host2: { images: [busybox] }', 'host2: { images: [] }'))
    expect(at(other, ['hosts', 'host2'])).toEqual({ images: [] })
    for (const path of [['steps'], ['params'], ['hosts', 'host1'], ['hosts', 'host3']]) {
      expect(at(other, path)).toBe(at(one, path))
    }
  })
})

function spliced(text: string, splices: readonly { at: number; cut: number; put: string }[]) {
  const texts = [text]
  for (const { at: where, cut, put } of splices) {
    const last = texts.at(-1) ?? ''
    const from = last === '' ? 0 : where % last.length
    texts.push(last.slice(0, from) + put + last.slice(from + (cut > 20 ? 0 : cut)))
  }
  return texts
}
