import { describe, expect, it } from 'vitest'
import { apply, type Command } from '../../../../labs/edit/index.ts'
import { fieldsOf } from '../../../../labs/edit/lab.ts'
import { at } from '../../../../labs/edit/value.ts'
import { mountOf, mountProblems, rowsOf } from '../../../../web/builder/forms/mounts.ts'
import { rangeChange, rangeProblems, rangesOf } from '../../../../web/builder/forms/ranges.ts'
import { imagesIn, offersFor, sourcesOf } from '../../../../web/builder/forms/suggestions.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { treeRows } from '../../../../web/canvas/tree.ts'

const text = `slipway: 1
title: Lab
hosts:
  host1:
    images: [alpine]
    files: { /etc/app.conf: "on" }
    volumes:
      data: {}
    containers:
      db:
        image: busybox
        volumes:
          - data:/data:z # kept by all
          # no name
          - /cache
          - /srv:/srv:ro
          - type: volume # the long way
            source: \${name}
            target: /long
            read_only: true
          - nonsense
        tmpfs: /run:size=1m # small
        volumes_from: [web:ro]
      web: { image: nginx, volumes: ["\${name}:/x"] }
  host2: {}
`
const value = sketch(text)?.value ?? null
const db = fieldsOf(at(value, ['hosts', 'host1', 'containers', 'db']))
const thing = { host: 'host1', kind: 'container', name: 'db' } as const
const run = (command: Command, from = text) => {
  const done = apply(from, command)
  if ('refused' in done) throw new Error(done.refused.reason)
  return done.text
}
const moved = (target: string, to: Extract<Command, { do: 'remount' }>['to']) =>
  run({ do: 'remount', host: 'host1', container: 'db', target, to })

describe('rows of mounts', () => {
  it('know every kind and every way to write one', () => {
    expect(rowsOf(db).map(({ draft, text: said }) => draft?.kind ?? said)).toEqual([
      ...['volume', 'anonymous', 'bind', 'volume', 'nonsense', 'tmpfs', 'from'],
    ])
    expect(rowsOf(db)[3]?.draft).toEqual({
      ...{ kind: 'volume', source: '${name}', target: '/long', readOnly: true },
    })
    expect(rowsOf(db).at(-1)).toMatchObject({ path: ['volumes_from', 0], draft: { source: 'web' } })
  })

  it('say what is missing before anything is written', () => {
    const draft = { kind: 'bind', source: 'srv', target: 'srv', readOnly: false } as const
    expect(Object.keys(mountProblems(draft))).toEqual(['source', 'target'])
    expect(mountProblems({ ...draft, kind: 'tmpfs', target: '/run' })).toEqual({})
    expect(mountOf({ ...draft, kind: 'anonymous', target: ' /x ' })).toEqual({
      ...{ type: 'volume', target: '/x', readOnly: false },
    })
  })
})

describe('a mount that is changed', () => {
  it('stays where and how it is written, with its comments and options', () => {
    const away = moved('/data', { type: 'volume', source: 'data', target: '/var', readOnly: true })
    expect(away).toContain('- data:/var:z,ro # kept by all')
    const long = moved('/long', { type: 'volume', source: 'data', target: '/l' })
    expect(long).toMatch(
      /- type: volume # the long way\n +source: data\n +target: \/l\n +- nonsense/,
    )
    expect(moved('/run', { type: 'tmpfs', target: '/tmp' })).toContain(
      'tmpfs: /tmp:size=1m # small',
    )
    expect(moved('/cache', { type: 'volume', source: 'data', target: '/cache' })).toContain(
      '# no name\n          - data:/cache\n',
    )
  })

  it('becomes one of another kind', () => {
    const memory = moved('/cache', { type: 'tmpfs', target: '/cache' })
    expect(memory).not.toContain('- /cache\n          - /srv')
    expect(memory).toMatch(/tmpfs:[^v]*\/run:size=1m[^v]*\/cache/)
    const kept = moved('/run', { type: 'volume', source: 'new', target: '/run' })
    expect(kept).not.toContain('tmpfs')
    expect(kept).toContain('- new:/run')
    expect(kept).toMatch(/data: \{\}\n +new: \{\}/)
  })

  it('is refused where it cannot be', () => {
    const to = { type: 'volume', source: 'data', target: '/srv' } as const
    const base = { do: 'remount', host: 'host1', container: 'db' } as const
    expect(apply(text, { ...base, target: '/data', to })).toHaveProperty('refused')
    expect(apply(text, { ...base, target: '/none', to })).toHaveProperty('refused')
    const bind = { ...to, type: 'bind', target: '/data' } as const
    expect(apply(text, { ...base, target: '/data', to: bind })).toHaveProperty('refused')
  })

  it('is drawn under a parameter, and what is no thing is told of its container', () => {
    const clean = text.replace(/ +- nonsense\n/, '')
    const drawing = sketch(clean)?.drawing ?? { hosts: {} }
    const scene = render(drawing, { drawing, planned: true })
    const row = treeRows(scene).find(({ id }) => id === 'host1/container:db')
    expect(row?.note).toContain('anonymous /cache, tmpfs /run')
    const gone = run({ do: 'unmount', host: 'host1', container: 'web', target: '/x' }, clean)
    expect(gone).toContain('web: { image: nginx }')
  })
})

describe('an endpoint', () => {
  const on = (more: object, from: string) =>
    run({ do: 'connect', host: 'host1', container: 'web', network: 'lan', ...more }, from)
  it('says only what was set', () => {
    const lan = run({ do: 'addThing', host: 'host1', kind: 'network', name: 'lan', spec: {} })
    const joined = on({}, lan)
    expect(() => on({ aliases: [] }, joined)).toThrow('already')
    const fixed = on({ address: '10.0.0.5', aliases: [] }, joined)
    expect(fixed).toContain('networks: { lan: { ipv4_address: 10.0.0.5 } }')
    expect(on({ aliases: [] }, fixed)).toContain('networks: { lan: {} }')
  })
})

describe('ranges of a network', () => {
  const ipam = {
    config: [
      { subnet: '10.1.0.0/16', gateway: '10.1.0.1' },
      { subnet: '10.2.0.0/16', ip_range: '10.2.3.0/24' },
    ],
  }
  const [first, second] = rangesOf(ipam)
  it('change one by one', () => {
    if (!first || !second) throw new Error('There are two')
    expect(rangeChange(ipam, 0, { ...first, subnet: '' })).toEqual({
      ...{ path: ['ipam', 'config', 0], value: undefined },
    })
    expect(rangeChange(ipam, 1, { ...second, ip_range: '' }).value).toEqual({
      subnet: '10.2.0.0/16',
    })
    expect(rangeChange(undefined, 0, { ...first, gateway: '' })).toEqual({
      ...{ path: ['ipam', 'config'], value: [{ subnet: '10.1.0.0/16' }] },
    })
    expect(rangeProblems({ ...second, ip_range: '10.3.0.0/24' })).toEqual({
      ip_range: 'This is outside of 10.2.0.0/16.',
    })
  })
})

describe('what a field is offered', () => {
  it('is what the lab has', () => {
    expect(imagesIn(value, 'host1')).toEqual(['alpine', 'busybox', 'nginx'])
    expect(sourcesOf('bind', value, thing)).toEqual(['/etc/app.conf'])
    expect(sourcesOf('from', value, thing)).toEqual(['web'])
    expect(offersFor('container', 'network_mode', value, thing)).toEqual(['container:web'])
    expect(offersFor('host', 'depends_on', value, { ...thing, name: '' })).toEqual(['host2'])
  })
})
