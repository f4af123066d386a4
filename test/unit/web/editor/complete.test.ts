import { describe, expect, it } from 'vitest'
import { labJsonSchema } from '../../../../labs/format/index.ts'
import { complete, type Suggestion } from '../../../../web/editor/complete.ts'
import { hover } from '../../../../web/editor/hover.ts'

const schema = labJsonSchema()
const images = ['busybox', 'ubuntu']

const lab = `slipway: 1
title: Two networks
params:
  net: { pick: [a_net, b_net] }
hosts:
  host1:
    networks:
      lan: { driver: bridge }
    volumes:
      dbdata:
    containers:
      db:
        image: training/postgres
      web: { image: training/webapp }
steps:
  - id: one
    title: One
    goal:
      host1:
        networks:
          made: { driver: bridge }
`

/** The cursor is where the bar stands. */
function at(text: string): Suggestion[] {
  return complete(text.replace('|', ''), text.indexOf('|'), { schema, images })
}
const labels = (text: string) => at(text).map(({ label }) => label)
const find = (text: string, label: string) => at(text).find((one) => one.label === label)

/** The text after a suggestion is taken, with the cursor where the snippet leaves it. */
function taken(text: string, label: string): string {
  const one = find(text, label)
  if (one === undefined) return `no ${label}`
  const whole = text.replace('|', '')
  const line = whole.slice(whole.lastIndexOf('\n', one.from - 1) + 1)
  const indent = /^ */.exec(line)?.[0] ?? ''
  const insert = one.insert
    .replaceAll('\n', `\n${indent}`)
    .replace(/(?<!\\)\$[01]/, '|')
    .replace(/(?<!\\)\$\d/g, '')
    .replace(/\\([\\$}])/g, '$1')
  return whole.slice(0, one.from) + insert + whole.slice(one.to)
}

describe('completion of keys', () => {
  it('offers the keys of a lab, required ones marked, those that stand there left out', () => {
    expect(labels('|')).toContain('steps')
    expect(find('|', 'hosts')?.required).toBe(true)
    expect(labels(lab.replace('params:', 'summ|\nparams:'))).toContain('summary')
    expect(labels(lab.replace('params:', 'summ|\nparams:'))).not.toContain('title')
  })

  it('writes a key with room for its value', () => {
    expect(taken('ti|', 'title')).toBe('title: |')
    expect(taken('|', 'hosts')).toBe('hosts:\n  |')
    expect(taken('|', 'steps')).toBe('steps:\n  - |')
    expect(taken('steps:\n  - che|', 'checks')).toBe('steps:\n  - checks:\n      - |')
    expect(taken('hosts: { host1: { net| } }', 'networks')).toBe(
      'hosts: { host1: { networks: { | } } }',
    )
    expect(taken('ti|: x', 'title')).toBe('title: x')
  })

  it('offers a new item where a list is due', () => {
    expect(taken('steps:\n  - id: a\n    checks:\n      |', 'ping')).toBe(
      'steps:\n  - id: a\n    checks:\n      - ping: { from: |, to:  }',
    )
    expect(taken('tags: []\nlevel:|', 'x')).toBe('no x')
  })

  it('offers kinds of check, and after one what goes beside it', () => {
    const checks = `${lab}    checks:\n      - `
    expect(labels(`${checks}|`)).toEqual(expect.arrayContaining(['ping', 'http', 'answer']))
    const beside = labels(`${checks}ping: { from: db, to: web }\n        |`)
    expect(beside).toContain('within')
    expect(beside).not.toContain('http')
  })

  it('offers what a network, a container and a goal may hold', () => {
    const text = lab.replace('{ driver: bridge }\n    vol', '{ driver: bridge, | }\n    vol')
    expect(labels(text)).toEqual(expect.arrayContaining(['internal', 'ipam', 'driver_opts']))
    expect(labels(text)).not.toContain('driver')
    expect(labels(lab.replace('web: {', 'web: { |,'))).toContain('network_mode')
    expect(labels(`${lab}        containers:\n          |`)).toEqual(['db', 'web'])
  })
})

describe('completion of values', () => {
  it('offers drivers with what they do, levels and booleans', () => {
    const driver = lab.replace('driver: bridge }\n    vol', 'driver: | }\n    vol')
    expect(labels(driver)).toEqual(['bridge', 'macvlan', 'overlay'])
    expect(find(driver, 'macvlan')?.detail).not.toBe('')
    expect(labels('level: b|')).toEqual(['beginner', 'intermediate', 'advanced'])
    expect(labels('hosts:\n  h:\n    networks:\n      n:\n        internal: |')).toContain('true')
  })

  it('offers options of the driver that stands beside them', () => {
    const text = 'hosts:\n  h:\n    networks:\n      n:\n        driver: macvlan\n'
    expect(labels(`${text}        driver_opts:\n          |`)).toContain('parent')
  })

  it('offers the names of the lab where it refers to things', () => {
    const check = (args: string) => `${lab}    checks:\n      - ${args}`
    expect(labels(check('ping: { from: db, to: | }'))).toEqual(['db', 'web', 'host1'])
    expect(labels(check('inspect: { network: | }'))).toEqual(['lan', 'made'])
    expect(labels(lab.replace('postgres\n', 'postgres\n        networks: [|]\n'))).toEqual(
      expect.arrayContaining(['lan', 'made']),
    )
    expect(
      labels(lab.replace('postgres\n', 'postgres\n        volumes:\n          - |\n')),
    ).toContain('dbdata:/')
    const mode = lab.replace('postgres\n', 'postgres\n        network_mode: |\n')
    expect(labels(mode)).toEqual(['host', 'none', 'container:web'])
  })

  it('says the host where a lab has several', () => {
    const two = lab.replace('steps:', '  host2:\nsteps:')
    expect(labels(`${two}    checks:\n      - ping: { from: | }`)).toContain('host1/db')
  })

  it('offers images of the lab and of the server', () => {
    expect(labels(lab.replace('training/postgres', '|'))).toEqual(
      expect.arrayContaining(['training/webapp', 'ubuntu']),
    )
    expect(
      find(lab.replace('training/postgres', 'training/web|'), 'training/webapp'),
    ).toMatchObject({ from: lab.indexOf('training/postgres') })
  })

  it('offers parameters, in quotes inside braces', () => {
    expect(taken(lab.replace('Two networks', 'On ${n|'), '${net}')).toContain('title: On ${net}\n')
    const text = `${lab}    checks:\n      - inspect: { network: \${|}`
    expect(taken(text, '${net}')).toContain('network: "${net}"')
  })

  it('offers hosts behind a fence in prose, and nothing else there', () => {
    expect(
      taken(`${lab}    text: |\n      \`\`\`r`.replace(': |', ': >') + '|', 'run host1'),
    ).toMatch(/```run host1$/)
    expect(labels('steps:\n  - text: >\n      Some dri|')).toEqual([])
  })
})

describe('hover', () => {
  const over = (text: string, word: string) => hover(text, text.indexOf(word) + 1, { schema })

  it('says what a key means and what is legal', () => {
    expect(over('level: beginner', 'level')?.lines).toEqual([
      '**level**: Who the lab is for',
      'One of `beginner`, `intermediate`, `advanced`.',
    ])
    expect(over(lab, 'image')?.lines[0]).toContain('image to start from')
    expect(over(`${lab}    checks:\n      - ping: { from: db }`, 'ping')?.lines[0]).toContain(
      'answers',
    )
  })

  it('says what a driver does, and is silent about prose', () => {
    expect(over(lab, 'bridge')?.lines[0]).toMatch(/^\*\*bridge\*\*: ./)
    expect(over(lab, 'Two')).toBeNull()
  })

  it('has words for every key that a lab may hold', async () => {
    const { keysWithoutWords } = await import('../../../support/schema-words.ts')
    expect(keysWithoutWords(schema)).toEqual([])
  })
})

describe('a swarm', () => {
  const swarm = `slipway: 1
title: Swarm
hosts:
  host1:
    swarm: { init: true }
    networks:
      front: { driver: overlay }
    secrets:
      password: { content: x }
    services:
      web: { image: busybox }
      `

  it('offers the networks and secrets of the host to a service, and services to a check', () => {
    expect(labels(`${swarm}api: { image: busybox, networks: [|`)).toContain('front')
    expect(labels(`${swarm}api: { image: busybox, secrets: [|`)).toContain('password')
    expect(labels(`${swarm}api: { image: |`)).toContain('ubuntu')
    const steps = 'steps:\n  - id: one\n    checks:\n      - service: { name: |'
    expect(labels(`${swarm.trimEnd()}\n${steps}`)).toContain('web')
  })
})
