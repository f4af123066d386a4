import { describe, expect, it } from 'vitest'
import { render } from '../../../../web/canvas/elements.ts'
import { face } from '../../../../web/canvas/faces.ts'
import { quoted } from '../../../../web/canvas/fact.ts'
import { factsOf } from '../../../../web/canvas/facts.ts'
import { compareScenes } from '../../../../web/canvas/marks.ts'
import { miniature } from '../../../../web/canvas/miniature.ts'
import { newsOf } from '../../../../web/canvas/news.ts'
import { bends } from '../../../../web/canvas/nodes.ts'
import { liveColours } from '../../../../web/canvas/palette.ts'
import { pathBetween } from '../../../../web/canvas/path.ts'
import { findThing } from '../../../../web/canvas/scene.ts'
import { step, treeRows } from '../../../../web/canvas/tree.ts'
import { portWords, shortImage, statusLook } from '../../../../web/canvas/words.ts'
import { everything, host, lab, twoNetworks } from '../../../support/map-fixture.ts'

const connected = () => {
  const state = twoNetworks()
  const endpoints = state.hosts['host1']?.containers['web']?.endpoints ?? {}
  endpoints['new_bridge'] = {
    address: '172.18.0.3',
    prefixLength: 16,
    gateway: '',
    mac: '',
    aliases: [],
  }
  return state
}
const at = (name: string) => ({ host: 'host1', name })

describe('compareScenes', () => {
  it('marks nothing at first, then what came, changed and went', () => {
    const before = render(twoNetworks())
    expect(compareScenes(null, before).appeared.size).toBe(0)
    const added = compareScenes(before, render(connected()))
    expect([...added.appeared]).toEqual(['host1/container:web~host1/network:new_bridge'])
    const stopped = twoNetworks()
    const db = stopped.hosts['host1']?.containers['db']
    if (db) db.status = 'exited'
    const changed = compareScenes(before, render(stopped))
    expect([...changed.changed]).toContain('host1/container:db')
    const gone = compareScenes(before, render(lab({ host1: host() })))
    expect([...gone.removed]).toContain('host1/container:web')
    expect(newsOf(before, render(lab({ host1: host() })), gone)).toContain('and 1 more are gone.')
  })
})

describe('pathBetween', () => {
  it('leads over the network that both are on', () => {
    const { hops, arrives } = pathBetween(render(connected()), at('db'), at('web'))
    expect(arrives).toBe(true)
    expect(hops.map((hop) => [hop.tie.from, hop.back])).toEqual([
      ['host1/container:db', false],
      ['host1/container:web', true],
    ])
  })

  it('ends at the networks of the first where they share none', () => {
    const { hops, arrives } = pathBetween(render(twoNetworks()), at('db'), at('web'))
    expect(arrives).toBe(false)
    expect(hops.map((hop) => hop.tie.to)).toEqual(['host1/network:new_bridge'])
  })

  it('starts at the container whose network is shared', () => {
    const { arrives } = pathBetween(render(everything()), at('proxy'), at('db'))
    expect(arrives).toBe(true)
  })
})

describe('treeRows', () => {
  const rows = treeRows(render(twoNetworks()))

  it('reads host, things, attachments', () => {
    expect(rows.map((row) => `${String(row.level)} ${row.name}`)).toEqual([
      '1 host1',
      '2 bridge',
      '2 new_bridge',
      '2 db',
      '3 on network new_bridge',
      '2 web',
      '3 on network bridge',
    ])
  })

  it('is walked by arrow keys', () => {
    expect(step(rows, 3, 'ArrowRight')).toBe(4)
    expect(step(rows, 4, 'ArrowLeft')).toBe(3)
    expect(step(rows, 3, 'ArrowLeft')).toBe(0)
    expect(step(rows, 6, 'ArrowDown')).toBe(6)
    expect(step(rows, 6, 'Home')).toBe(0)
    expect(step(rows, 0, 'x')).toBeUndefined()
  })
})

describe('factsOf', () => {
  const facts = (id: string) => {
    const thing = findThing(render(everything()), id)
    return thing && factsOf(everything(), thing)
  }

  it('gives inspect-like facts and the commands that concern a thing', () => {
    expect(facts('host1/container:web')?.commands[0]).toBe('docker inspect web')
    expect(facts('host1/network:app_net')).toMatchObject({
      commands: ['docker network inspect app_net'],
    })
    expect(facts('host1/volume:dbdata')?.facts).toContainEqual({
      term: 'Mounted by',
      value: 'db at /var/lib/postgresql\nbackup at /var/lib/postgresql, read-only',
    })
    expect(facts('host1')?.commands).toContain('docker ps -a')
  })

  it('has none for a thing that is gone', () => {
    const thing = findThing(render(everything()), 'host1/container:web')
    expect(thing && factsOf(twoNetworks(), { ...thing, name: 'nobody' })).toBeUndefined()
  })

  it('quotes what a shell would split', () => {
    expect(quoted('/root')).toBe('/root')
    expect(quoted("a b'c")).toBe("'a b'\\''c'")
  })
})

describe('words and faces', () => {
  it('shorten images and say ports once', () => {
    expect(shortImage('busybox:latest')).toBe('busybox')
    expect(shortImage(`sha256:${'ab'.repeat(32)}`)).toBe('ab'.repeat(6))
    const port = { hostIp: '0.0.0.0', published: 80, target: 80, protocol: 'tcp' }
    expect(portWords([port, { ...port, hostIp: '::' }])).toEqual(['80→80'])
    expect(portWords([{ ...port, published: 0, protocol: 'udp' }])).toEqual(['any→80/udp'])
  })

  it('say an exit code that is not 0', () => {
    expect(statusLook('exited', 0)).toMatchObject({ word: 'exited', tone: 'quiet' })
    expect(statusLook('exited', 137)).toMatchObject({ word: 'exited (137)', tone: 'bad' })
  })

  it('escape every name', () => {
    const state = twoNetworks()
    const containers = state.hosts['host1']?.containers ?? {}
    containers['<b>&"x'] = containers['db'] as (typeof containers)[string]
    const thing = findThing(render(state), 'host1/container:<b>&"x')
    const svg = thing ? face(thing, { w: 140, h: 60 }, liveColours) : ''
    expect(svg).not.toContain('<b>')
    expect(svg).toContain('&#60;b&#62;')
    expect(miniature(state, { version: 1, positions: {} }).markup).not.toContain('<b>')
  })

  it('draw what learners will make where the layout keeps it', () => {
    const layout = { version: 1 as const, positions: { 'host1/container:app': { x: 5, y: 10 } } }
    const picture = miniature(lab({ host1: host() }), layout)
    expect(picture.markup).toContain('>app<')
    expect(picture.markup).toContain('stroke-dasharray')
    expect(picture.words).toContain('1 container; 1 of them for you to make')
  })
})

describe('bends', () => {
  it('are told along and beside the line', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 10 },
      { x: 20, y: 0 },
    ]
    expect(bends(points)).toEqual({ distances: '10.00', weights: '0.0000' })
    expect(bends(points.slice(0, 2))).toEqual({ distances: '0', weights: '0.5' })
  })
})
