import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { labJsonSchema, parse } from '../../../labs/format/index.ts'

const small = `slipway: 1
title: A lab # a comment
params:
  net: { pick: [lan, wan] }
hosts:
  host1:
    networks:
      \${net}: { driver: bridge }
steps:
  - id: look
    title: Look
    checks:
      - inspect: { network: '\${net}', path: Driver, equals: bridge }
    solution: docker network ls
`

const codesOf = (text: string) => parse(text).diagnostics.map(({ code }) => code)

describe('hostile text', () => {
  it('of 5 MB is not read', () => {
    expect(codesOf('a'.repeat(5_000_000))).toEqual(['too-large'])
  })

  it.each(['[', '{', '- ', '? ', '{a: ', '[[{'])(
    'of endless "%s" is told, not followed',
    (part) => {
      const [first] = parse(part.repeat(100_000)).diagnostics
      expect(first?.code).toBe('too-deep')
    },
  )

  it('that indents without end is told where', () => {
    const deep = Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')
    const [first] = parse(deep).diagnostics
    expect(first).toMatchObject({ code: 'too-deep', column: expect.any(Number) as number })
    expect(first?.line).toBeGreaterThan(30)
  })

  it('with many keys or aliases takes no long time', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')
    const aliases = `a: &a x\nb: [${'*a, '.repeat(40_000)}]`
    const wide = `a: &a [${'x, '.repeat(30_000)}]\nb: [${'*a, '.repeat(90)}]`
    const began = performance.now()
    expect(codesOf(keys)).toContain('unknown-key')
    expect(codesOf(aliases)).toEqual(['too-many-aliases'])
    expect(codesOf(wide)).toEqual(['too-many-aliases'])
    expect(performance.now() - began).toBeLessThan(15_000)
  }, 30_000)

  it('with names that every object has is data like any other', () => {
    const lab = small
      .replace('networks:', 'containers: { constructor: { image: busybox } }\n    networks:')
      .replace('steps:', '__proto__: { x: 1 }\nsteps:')
    expect(codesOf(lab)).toEqual(['unknown-key'])
    expect(codesOf(lab.replace('__proto__: { x: 1 }\n', ''))).toEqual([])
    expect(codesOf(small.replaceAll('${net}', '${toString}'))).toContain('unknown-param')
  })
})

describe('parse', () => {
  it('reads a lab and fills in the first choice of a parameter', () => {
    const { lab, diagnostics } = parse(small)
    expect(diagnostics).toEqual([])
    expect(Object.keys(lab?.fields.hosts['host1']?.networks ?? {})).toEqual(['lan'])
  })

  it('names the file where one is given', () => {
    expect(parse('', { file: 'a/lab.yaml' }).diagnostics[0]?.file).toBe('a/lab.yaml')
  })

  it('finds a mistake behind a key with a parameter', () => {
    const { diagnostics } = parse(small.replace('driver: bridge', 'driver: brigde'))
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]).toMatchObject({ code: 'unknown-driver', line: 8, column: 25 })
  })

  it('tries every choice of a parameter', () => {
    const { diagnostics } = parse(small.replace('[lan, wan]', "[lan, 'w a n']"))
    expect(diagnostics.map(({ code }) => code)).toEqual(['bad-name'])
  })

  it('leads from a path back to the text', () => {
    const { source } = parse(small)
    const { start, end } = source.locate(['steps', 0, 'checks', 0, 'inspect', 'path'])
    expect(small.slice(start, end)).toBe('Driver')
    const key = source.locate(['steps', 0, 'solution'], 'key')
    expect(small.slice(key.start, key.end)).toBe('solution')
    const above = source.locate(['steps', 0, 'nothing', 'there'])
    expect(above.start).toBeLessThan(small.length)
  })

  it('never throws and never points outside, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), mutated()), (text) => {
        for (const { offset, endOffset, line, column } of parse(text).diagnostics) {
          expect(offset).toBeGreaterThanOrEqual(0)
          expect(endOffset).toBeGreaterThanOrEqual(offset)
          expect(endOffset).toBeLessThanOrEqual(text.length + 1)
          expect(line).toBeGreaterThanOrEqual(1)
          expect(column).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})

/** A good lab with a piece of it replaced, removed or repeated. */
function mutated() {
  const golden = join(import.meta.dirname, '../../golden/labs')
  const texts = readdirSync(golden)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(golden, name), 'utf8'))
  const pieces = [
    '',
    '[',
    '}',
    ': ',
    '- ',
    '&a ',
    '*a',
    '"',
    "'",
    '\t',
    '\n',
    '${',
    '|',
    'null',
    '1e9',
    '!!x ',
  ]
  return fc
    .record({
      text: fc.constantFrom(...texts),
      at: fc.nat(2000),
      length: fc.nat(40),
      piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })),
    })
    .map(({ text, at, length, piece }) => {
      const start = at % (text.length + 1)
      return text.slice(0, start) + piece + text.slice(start + length)
    })
}

describe('the JSON Schema', () => {
  it('lists the keys of a lab and of every check', () => {
    const schema = JSON.stringify(labJsonSchema())
    for (const key of ['slipway', 'hosts', 'network_mode', 'goal', 'backup', 'answer']) {
      expect(schema).toContain(`"${key}"`)
    }
    expect(schema).not.toContain('"state":{"description":"One property')
    expect(labJsonSchema()['required']).toEqual(['slipway', 'title', 'hosts', 'steps'])
  })
})
