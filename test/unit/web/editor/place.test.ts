import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Path } from '../../../../web/editor/outline.ts'
import { placeAt } from '../../../../web/editor/place.ts'
import { scan } from '../../../../web/editor/scan.ts'
import { root } from '../../../support/sources.ts'

/** The cursor is where the bar stands. */
function at(text: string) {
  const { slot, path, typed, siblings, flow } = placeAt(text.replace('|', ''), text.indexOf('|'))
  return { slot, path: path.join('.'), typed, siblings, flow }
}

describe('where a cursor stands', () => {
  it('is at a key of the top when the text is empty', () => {
    expect(at('|')).toMatchObject({ slot: 'key', path: '', siblings: [] })
    expect(at('slipway: 1\nti|\nminutes: 3')).toMatchObject({
      slot: 'key',
      typed: 'ti',
      siblings: ['slipway', 'minutes'],
    })
  })

  it('is told by the column of an empty line', () => {
    const text = 'hosts:\n  host1:\n    networks:\n      lan:\n        driver: bridge\n'
    const column = (n: number) => at(`${text}${' '.repeat(n)}|`)
    expect(column(8)).toMatchObject({ slot: 'key', path: 'hosts.host1.networks.lan' })
    expect(column(6)).toMatchObject({ slot: 'key', path: 'hosts.host1.networks' })
    expect(column(4)).toMatchObject({ slot: 'key', path: 'hosts.host1', siblings: ['networks'] })
    expect(column(0)).toMatchObject({ slot: 'key', path: '', siblings: ['hosts'] })
    expect(column(10)).toMatchObject({ slot: 'nothing' })
  })

  it('is a value behind a colon, and nothing right at it', () => {
    expect(at('a:\n  driver: br|')).toMatchObject({ slot: 'value', path: 'a.driver', typed: 'br' })
    expect(at('a:\n  driver: |\nb: 1')).toMatchObject({ slot: 'value', path: 'a.driver' })
    expect(at('driver:|')).toMatchObject({ slot: 'nothing' })
    expect(at('driver: x # say |')).toMatchObject({ slot: 'nothing' })
  })

  it('counts the items of lists, at either indentation', () => {
    expect(at('steps:\n  - id: a\n  - id: b\n    ti|')).toMatchObject({
      slot: 'key',
      path: 'steps.1',
      siblings: ['id'],
    })
    expect(at('steps:\n- id: a\n- |')).toMatchObject({ slot: 'item', path: 'steps.1' })
    expect(at('steps:\n  - id: a\n  |')).toMatchObject({ slot: 'dash', path: 'steps' })
    expect(at('a:\n  - x\n  - y|')).toMatchObject({ slot: 'item', path: 'a.1', typed: 'y' })
  })

  it('follows braces and brackets, also over lines and unclosed', () => {
    const text = 'checks:\n  - ping: { from: db, |'
    expect(at(text)).toMatchObject({ slot: 'key', path: 'checks.0.ping', flow: true })
    expect(at('a: { b: [x, |] }')).toMatchObject({ slot: 'item', path: 'a.b.1' })
    expect(at('a: { b: {\n    c: d|\n  } }')).toMatchObject({ slot: 'value', path: 'a.b.c' })
    expect(at('a: { b: 1 }\nc|')).toMatchObject({ slot: 'key', path: '', siblings: ['a'] })
    expect(at('a: { b: 1, c\nd: |')).toMatchObject({ slot: 'value', path: 'd' })
    expect(at('p: { ask: What is it?, from: { |').path).toBe('p.from')
  })

  it('knows prose from structure', () => {
    const prose = 'steps:\n  - text: |\n      Say this: that\n      and|\n    title: x'
    const [before, after] = prose.split('and|')
    const place = placeAt(`${before}and${after}`, (before ?? '').length + 3)
    expect(place).toMatchObject({ slot: 'text', path: ['steps', 0, 'text'] })
    expect(at('text: >-\n  one\n\n  two\nti~'.replace('~', '|')).slot).toBe('key')
  })

  it('leaves keys with odd characters whole', () => {
    expect(at('goal:\n  "${net}": { driver: |').path).toBe('goal.${net}.driver')
    expect(at("a:\n  'it''s': |").path).toBe("a.it's")
  })
})

/** Every path of parsed data. */
function paths(value: unknown, path: Path = []): string[] {
  if (value === null || typeof value !== 'object') return [path.join('\u0000')]
  const own = path.length === 0 ? [] : [path.join('\u0000')]
  const keyed: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value)
  return [...own, ...keyed.flatMap(([key, inner]) => paths(inner, [...path, key]))]
}

describe('the outline of a text', () => {
  it.each(['default-bridge', 'user-defined-bridge', 'volume-backup'])(
    'sees in %s what the YAML reader sees',
    (lab) => {
      const text = readFileSync(join(root, 'labs/catalogue', lab, 'lab.yaml'), 'utf8')
      const seen = new Set(scan(text).entries.map(({ path }) => path.join('\u0000')))
      // An item that is itself a collection in brackets has no entry of its own.
      const bracketed = (path: string) => [...seen].some((one) => one.startsWith(`${path}\u0000`))
      const missing = paths(parse(text)).filter((path) => !seen.has(path) && !bracketed(path))
      expect(missing).toEqual([])
    },
  )

  it('ends for any text, with a cursor anywhere', () => {
    const bits = ['a', ': ', '- ', '\n', '  ', '{', '}', '[', ']', ',', '#', '"', "'", '|', '&x ']
    const text = fc.array(fc.constantFrom(...bits), { maxLength: 40 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, fc.nat(), (written, anywhere) => {
        const offset = written.length === 0 ? 0 : anywhere % written.length
        const { from, to } = placeAt(written, offset)
        expect(from).toBeLessThanOrEqual(offset)
        expect(to).toBeGreaterThanOrEqual(offset)
      }),
      { numRuns: 500 },
    )
  })
})
