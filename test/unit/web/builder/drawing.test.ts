import { describe, expect, it } from 'vitest'
import { apply, type Command } from '../../../../labs/edit/index.ts'
import { adding } from '../../../../web/builder/adding.ts'
import { align, distribute, nudge } from '../../../../web/builder/arranging.ts'
import { parted, targetsOf, ways } from '../../../../web/builder/connecting.ts'
import { borrowed } from '../../../../web/builder/borrowed.ts'
import { inGoal } from '../../../../web/builder/drawn-goal.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
import { render } from '../../../../web/canvas/elements.ts'
import { hostAround, thingOf, words } from '../../../../web/builder/things.ts'

const text = `slipway: 1
title: Lab
hosts:
  host1:
    networks:
      lan: { driver: bridge }
    volumes:
      data: {}
    containers:
      db: { image: busybox }
steps:
  - id: join
    title: Join
    goal:
      host1: { containers: { db: { networks: [lan] } } }
  - id: empty
    title: Not finished
`
const at = (step: string | null = null, from = text) => {
  const found = sketch(from, step)
  if (found === null) throw new Error('The text could not be read')
  return found
}
const run = (from: string, command: Command) => {
  const done = apply(from, command)
  if ('refused' in done) throw new Error(done.refused.reason)
  return done.text
}

describe('what is drawn of a text', () => {
  it('is the start, also while a step is not finished', () => {
    expect(Object.keys(at().drawing.hosts['host1']?.containers['db']?.endpoints ?? {})).toEqual([
      'bridge',
    ])
  })

  it('is the state that a step leads to while its goal is drawn', () => {
    const { drawing } = at('join')
    expect(Object.keys(drawing.hosts['host1']?.containers['db']?.endpoints ?? {})).toEqual(['lan'])
  })

  it('leaves out a property with a mistake, and nothing else', () => {
    const broken = text.replace('driver: bridge', 'driver: bridge, internal: perhaps')
    expect(at(null, broken).drawing.hosts['host1']?.networks['lan']?.driver).toBe('bridge')
  })

  it('is nothing where the text cannot be read', () => {
    expect(sketch('title: "half')).toBeNull()
  })
})

describe('new things', () => {
  it('get free names, and a busybox something to do', () => {
    const { value } = at()
    const { command, id } = adding(value, 'host1', { kind: 'container', name: 'db' })
    expect(id).toBe('host1/container:db2')
    expect(command).toMatchObject({ spec: { image: 'busybox', command: ['sleep', 'infinity'] } })
    expect(adding(value, 'host1', { kind: 'host' }).id).toBe('host2')
  })
})

describe('connections', () => {
  const made = (...ends: Parameters<typeof ways>) => {
    const found = ways(...ends)
    if ('refused' in found) throw new Error(found.refused.reason)
    return found
  }
  const db = 'host1/container:db'
  it('mean an endpoint, a mount or a shared network, whichever end they start from', () => {
    const { value } = at()
    const [network] = made(value, 'host1/network:lan', db)
    const [volume] = made(value, db, 'host1/volume:data')
    expect(network).toMatchObject({ command: { do: 'connect', container: 'db', network: 'lan' } })
    expect(volume).toMatchObject({ command: { do: 'mount', source: 'data', target: '/data' } })
    expect(ways(value, 'host1/network:lan', 'host1/volume:data')).toHaveProperty('refused')
  })

  it('are taken away as they were made', () => {
    const joined = run(text, { do: 'connect', host: 'host1', container: 'db', network: 'lan' })
    const { value } = at()
    const gone = parted(value, `${db}~host1/network:lan`)
    expect(gone && run(joined, gone.command)).toBe(text)
    expect(parted(value, `${db}~host1/volume:data~/var/lib`)?.command).toMatchObject({
      do: 'unmount',
    })
  })

  it('between containers can mean three things, and each goes again', () => {
    const two = run(text, {
      ...{ do: 'addThing', host: 'host1', kind: 'container', name: 'web' },
      spec: { image: 'busybox' },
    })
    const found = made(sketch(two)?.value ?? null, 'host1/container:web', db)
    expect(found.map(({ label }) => label)).toEqual([
      'Let web share the network of db',
      'Give web the volumes of db',
      'Start web after db',
    ])
    const borrowing = run(two, found[1]?.command ?? { do: 'setMeta', values: {} })
    const seen = sketch(borrowing)
    const drawing = seen?.drawing ?? { hosts: {} }
    const { ties } = borrowed(render(drawing, { drawing, planned: true }), drawing)
    expect(ties.map(({ id }) => id)).toContain(`host1/container:web~${db}~volumes`)
    const back = parted(seen?.value ?? null, `host1/container:web~${db}~volumes`)
    expect(back && run(borrowing, back.command)).toBe(two)
  })

  it('between hosts are wires', () => {
    const two = run(text, { do: 'addHost', name: 'host2' })
    const [wire] = made(sketch(two)?.value ?? null, 'host1', 'host2')
    const wired = run(two, wire?.command ?? { do: 'setMeta', values: {} })
    expect(wired).toContain('wires: [wire, wire2]')
    expect(sketch(wired)?.wires).toEqual({ wire: ['host1', 'host2'], wire2: ['host1', 'host2'] })
    const gone = parted(sketch(wired)?.value ?? null, 'host2~wire:wire2')
    const left = gone && run(wired, gone.command)
    expect(sketch(left ?? '')?.wires).toEqual({ wire: ['host1', 'host2'], wire2: ['host1'] })
  })

  it('are offered where they are not yet', () => {
    expect(targetsOf(at().drawing, [], db)).toEqual(['host1/network:lan', 'host1/volume:data'])
  })
})

describe('a goal that is drawn', () => {
  it('holds what differs from the state before its step', () => {
    const done = inGoal(text, 'empty', {
      ...{ do: 'addThing', host: 'host1', kind: 'container', name: 'web' },
      spec: { image: 'busybox' },
    })
    expect(done).toMatchObject({
      command: {
        ...{ do: 'setGoal', id: 'empty' },
        goal: { host1: { containers: { web: { image: 'busybox' } } } },
      },
    })
  })

  it('says that what is taken away must be gone', () => {
    const done = inGoal(text, 'join', {
      ...{ do: 'removeThing', host: 'host1', kind: 'volume', name: 'data' },
    })
    expect(done).toMatchObject({ command: { goal: { host1: { volumes: { data: 'absent' } } } } })
  })
})

describe('several things at once', () => {
  const places = { a: { x: 5, y: 4 }, b: { x: 9, y: 10 }, c: { x: 25, y: 4 } }
  const ids = ['a', 'b', 'c']
  it('come into a column or a row, or to the same distance', () => {
    const x = align(ids, places, 'column').map((one) => 'at' in one && one.at.x)
    const spread = distribute(ids, places).map((one) => 'at' in one && one.at.x)
    expect(x).toEqual([5, 5, 5])
    expect(spread).toEqual([5, 15, 25])
  })

  it('never leave their host', () => {
    expect(nudge(['a'], places, { x: -1, y: -1 })).toEqual([{ place: 'a', at: { x: 5, y: 4 } }])
  })
})

describe('ids', () => {
  it('name things, hosts and paths', () => {
    expect(thingOf('host1/container:db')).toEqual({ host: 'host1', kind: 'container', name: 'db' })
    expect(hostAround('host1/path:/srv')).toBe('host1')
    expect(words('wire:lan')).toBe('wire lan')
  })
})
