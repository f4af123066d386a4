import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile, parse, toView, type Lab } from '../../../labs/format/index.ts'
import { drawParam, type ParamFields } from '../../../labs/format/params.ts'
import { substituteText } from '../../../labs/format/substitute.ts'
import { toRange } from '../../../labs/topology/addresses.ts'
import type { LabView } from '../../../server/protocol.ts'

const root = join(import.meta.dirname, '../../..')

function labOf(text: string): Lab {
  const { lab, diagnostics } = parse(text)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  if (lab === undefined) throw new Error('no lab')
  return lab
}

const good = labOf(readFileSync(join(root, 'test/golden/labs/good.yaml'), 'utf8'))
const lab = (seed: string, files = {}) => compile(good, { id: 'good', seed, files })

describe('parameters', () => {
  const kinds: ParamFields[] = [
    { pick: ['a', 'b', 'c'] },
    { hex: 8 },
    { word: 6 },
    { number: { min: 5, max: 9 } },
    { subnet: '10.20.0.0/16' },
  ]

  it('are the same for the same seed and within their bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, name) => {
        const [pick = '', hex = '', word = '', number = '', subnet = ''] = kinds.map((kind) => {
          const value = drawParam(kind, seed, name)
          expect(drawParam(kind, seed, name)).toBe(value)
          return value
        })
        expect(['a', 'b', 'c']).toContain(pick)
        expect(hex).toMatch(/^[0-9a-f]{8}$/)
        expect(word).toMatch(/^[a-z]{6}$/)
        expect(Number(number)).toBeGreaterThanOrEqual(5)
        expect(Number(number)).toBeLessThanOrEqual(9)
        expect(subnet).toMatch(/^10\.20\.\d+\.0\/24$/)
        expect(toRange(subnet)?.prefix).toBe(24)
      }),
    )
  })

  it('take every value', () => {
    const seen = new Set(
      Array.from({ length: 60 }, (_, i) => drawParam(kinds[0] as ParamFields, `${i}`, 'x')),
    )
    expect([...seen].sort()).toEqual(['a', 'b', 'c'])
  })

  it('are filled in once, and $${ stands for ${', () => {
    expect(substituteText('${a} $${a} ${b} $a', { a: '${b}', b: '2' })).toBe('${b} ${a} 2 $a')
    expect(substituteText('${toString}', {})).toBe('${toString}')
  })
})

describe('compile', () => {
  it('is a pure function of lab and seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => void expect(lab(seed)).toEqual(lab(seed))),
      { numRuns: 20 },
    )
  })

  it('fills parameters in everywhere', () => {
    const compiled = lab('a seed')
    const { net = '', pool = '' } = compiled.params
    const host = compiled.wanted.hosts['host1']
    expect(host?.networks[net]?.subnets).toEqual([{ subnet: pool }])
    expect(host?.containers['db']?.endpoints).toEqual({ [net]: {} })
    expect(compiled.steps[0]?.text).toContain(`docker network inspect ${net}\necho \${HOME}`)
    expect(JSON.stringify(compiled)).not.toContain('${net}')
  })

  it('gives the canonical form of what is drawn, and nothing that is not', () => {
    expect(lab('x').wanted.hosts['host1']?.containers['db']).toEqual({
      image: 'busybox',
      command: ['sleep', '600'],
      endpoints: { [lab('x').params['net'] as string]: {} },
      ports: [
        { hostIp: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' },
        { hostIp: '', published: 0, target: 9000, protocol: 'tcp' },
      ],
      mounts: [
        { type: 'volume', source: 'data', target: '/data', readOnly: true },
        { type: 'volume', source: '', target: '/scratch', readOnly: false },
      ],
      memory: 64 * 1024 ** 2,
    })
    expect(lab('x').wanted.hosts['host2']?.wires).toEqual(['dmz'])
  })

  it('keeps what stands beside a check', () => {
    const [ping, answer] = lab('x').steps[0]?.checks ?? []
    expect(ping).toMatchObject({
      id: 'look.1',
      kind: 'ping',
      within: 10_000,
      stable: 3,
      live: true,
    })
    expect(answer).toMatchObject({ id: 'look.2', ask: 'What?', live: false })
  })

  it('has a digest of text and files, unless it is given one', () => {
    expect(lab('x').digest).toBe(lab('y').digest)
    expect(lab('x').digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(lab('x', { 'a.txt': 'a' }).digest).not.toBe(lab('x').digest)
    expect(compile(good, { id: 'good', seed: 'x', digest: 'sha256:0' }).digest).toBe('sha256:0')
  })
})

describe('goals', () => {
  const text = `slipway: 1
title: Goals
hosts: { host1: { networks: { old: {} } } }
steps:
  - id: build
    title: Build
    weight: 10
    goal:
      images: [busybox]
      networks: { lan: { driver: bridge }, old: absent }
      containers:
        web: { image: busybox, state: running, networks: [lan] }
    checks:
      - ping: { from: web, to: 172.17.0.1 }
    solution: docker ps
`
  const checks = compile(labOf(text), { id: 'goals', seed: '' }).steps[0]?.checks ?? []
  const find = (describe: string) => checks.find((check) => check.describe === describe)

  it('become a check for each thing and each property that is drawn', () => {
    expect(checks.map(({ describe: words }) => words)).toEqual([
      'There is an image `busybox`',
      'There is a network `lan`',
      'The driver of network `lan` is bridge',
      'There is no network `old`',
      'There is a container `web`',
      'The image of container `web` is busybox',
      'The state of container `web` is running',
      'The networks of container `web` are lan',
      '`web` reaches `172.17.0.1`',
    ])
  })

  it('say what each check depends on', () => {
    expect(find('The driver of network `lan` is bridge')?.needs).toEqual(['build.2'])
    expect(find('The networks of container `web` are lan')?.needs).toEqual(['build.2', 'build.5'])
    expect(find('`web` reaches `172.17.0.1`')?.needs).toEqual(['build.5', 'build.7', 'build.8'])
  })

  it('share the weight of their step', () => {
    expect(checks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(10)
  })
})

describe('the view of a learner', () => {
  const catalogue = join(root, 'labs/catalogue')

  it.each(readdirSync(catalogue))('of %s holds no solution, no hint and no right answer', (id) => {
    const compiled = compile(labOf(readFileSync(join(catalogue, id, 'lab.yaml'), 'utf8')), {
      id,
      seed: 'a seed',
    })
    const view: LabView = toView(compiled, { version: 1, positions: {} })
    const steps = JSON.stringify(view.steps)
    for (const key of ['solution', 'oneOf', 'equals', '"args"', '"text":""']) {
      expect(steps.includes(key) && !compiled.steps.some(({ text }) => text.includes(key))).toBe(
        false,
      )
    }
    for (const { hints } of compiled.steps) {
      for (const { text } of hints) expect(steps).not.toContain(JSON.stringify(text).slice(1, -1))
    }
    expect(view.steps).toHaveLength(compiled.steps.length)
  })

  it('draws the start and what the goals add', () => {
    const text = readFileSync(join(catalogue, 'user-defined-bridge/lab.yaml'), 'utf8')
    const { drawing } = toView(compile(labOf(text), { id: 'x', seed: '' }), {
      version: 1,
      positions: {},
    })
    const host = drawing.hosts['host1']
    expect(Object.keys(host?.containers ?? {})).toEqual(['db', 'web'])
    expect(Object.keys(host?.containers['web']?.endpoints ?? {})).toEqual(['bridge', 'new_bridge'])
    expect(Object.keys(host?.networks ?? {}).sort()).toEqual(['bridge', 'new_bridge'])
  })
})
