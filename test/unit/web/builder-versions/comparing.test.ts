import { describe, expect, it } from 'vitest'
import type { DraftContent } from '../../../../server/protocol.ts'
import { markingsOf } from '../../../../web/builder/run/deviations.ts'
import { fileChanges, movedThings } from '../../../../web/builder/versions/file-changes.ts'
import { moments, type Moment } from '../../../../web/builder/versions/moments.ts'

const first = `slipway: 1
title: First
hosts:
  host1:
    networks:
      lan: { driver: bridge }
      old: {}
    volumes:
      data: {}
    containers:
      db: { image: busybox, networks: [lan], environment: { A: '1' } }
      web: { image: busybox }
steps:
  - id: one
    title: One
    goal: { networks: { made: {} } }
  - id: gone
    title: Gone
`
const second = `slipway: 1
title: First
hosts:
  host1:
    networks:
      lan: { driver: bridge, ipam: { config: [{ subnet: 10.1.0.0/24 }] } }
    volumes:
      data: {}
    containers:
      db: { image: busybox, networks: [lan], environment: { B: '2', A: '1' } }
      api: { image: busybox }
      web: { image: busybox, networks: [lan] }
steps:
  - id: new
    title: New
  - id: one
    title: One
    goal: { networks: { made: { internal: true } } }
`
const named = (name: string, text: string) => ({ name, text })
function compared(one: string, other: string, done = 0): Moment {
  const found = moments(named('Version 1', one), named('Draft', other))
  if ('unreadable' in found) throw new Error(found.unreadable)
  return found.at(done)
}
const said = ({ changes }: Moment) =>
  changes.map(({ is, kind, name, reasons }) => `${is} ${kind} ${name}: ${reasons.join('; ')}`)

describe('two drawings', () => {
  it('differ by what one has alone and by every property that is unlike', () => {
    expect(said(compared(first, second))).toEqual([
      'different network lan: subnets were none, now 10.1.0.0/24',
      'missing network old: only in Version 1',
      'different container db: environment was A=1, now B=2, A=1',
      'different container web: networks were bridge, now lan',
      'extra container api: only in Draft',
    ])
  })

  it('differ the other way round when the sides are changed', () => {
    const back = compared(second, first).changes.map(({ is, name }) => `${is} ${name}`)
    expect(back.toSorted()).toEqual([
      'different db',
      'different lan',
      'different web',
      'extra old',
      'missing api',
    ])
  })

  it('are the same where only the writing differs', () => {
    const rewritten = first.replace('networks: [lan]', 'networks: { lan: {} }')
    expect(rewritten).not.toBe(first)
    expect(compared(first, rewritten).changes).toEqual([])
    expect(compared(first, first).changes).toEqual([])
  })

  it('are marked on the things of the drawing', () => {
    const marks = markingsOf(compared(first, second).changes)
    expect(marks['host1/container:api']?.is).toBe('extra')
    expect(marks['host1/network:old']?.is).toBe('missing')
    expect(marks['host1/container:web']).toMatchObject({ properties: ['endpoints'] })
  })

  it('are compared after each step that both have', () => {
    const found = moments(named('a', first), named('b', second))
    expect('steps' in found && found.steps.map(({ id }) => id)).toEqual(['one'])
    const goals = first.replace('made: {}', 'made: { internal: true }')
    const later = moments(named('a', first), named('b', goals))
    if ('unreadable' in later) throw new Error()
    expect(later.at(0).changes).toEqual([])
    expect(later.first).toBe(1)
    expect(said(later.at(1))).toEqual(['different network made: internal mode was off, now on'])
  })

  it('say which text cannot be read', () => {
    expect(moments(named('a', first), named('Draft', 'hosts: ['))).toEqual({ unreadable: 'Draft' })
  })

  it('tell hosts, wires and roles', () => {
    const hosts = (more: string) => `slipway: 1\ntitle: T\n${more}`
    const one = hosts('hosts: { a: { swarm: manager, services: { s: { image: x } } }, b: {} }\n')
    const other = hosts('wires: [lan]\nhosts: { a: {}, c: {} }\n')
    expect(said(compared(one, other))).toEqual([
      'missing wire wire: only in Version 1',
      'extra wire lan: only in Draft',
      'different host a: role in a swarm was manager, now none',
      'missing host b: only in Version 1',
      'extra host c: only in Draft',
      'missing service s: only in Version 1',
    ])
  })
})

describe('two contents as files', () => {
  const content = (more: Partial<DraftContent> = {}): DraftContent => ({
    text: first,
    layout: { version: 1, positions: { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } } },
    files: { 'app/run.sh': 'echo', same: 'same' },
    ...more,
  })

  it('name what was added, removed and changed, the text always', () => {
    const layout = { version: 1 as const, positions: { b: { x: 2, y: 3 }, a: { x: 1, y: 1 } } }
    const other = content({ files: { same: 'same', new: 'n' }, layout })
    expect(fileChanges(content(), other).map(({ path, is }) => `${is} ${path}`)).toEqual([
      'same lab.yaml',
      'different layout.json',
      'missing files/app/run.sh',
      'extra files/new',
    ])
    expect(movedThings(content(), other)).toEqual(['b'])
  })

  it('are the same whatever the order of places', () => {
    const layout = { version: 1 as const, positions: { b: { x: 2, y: 2 }, a: { x: 1, y: 1 } } }
    expect(fileChanges(content(), content({ layout })).map(({ is }) => is)).toEqual(['same'])
  })
})
