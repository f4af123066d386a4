import { describe, expect, it } from 'vitest'
import { adding } from '../../../../web/builder/adding.ts'
import { inGoal } from '../../../../web/builder/drawn-goal.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
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

describe('ids', () => {
  it('name things, hosts and paths', () => {
    expect(thingOf('host1/container:db')).toEqual({ host: 'host1', kind: 'container', name: 'db' })
    expect(hostAround('host1/path:/srv')).toBe('host1')
    expect(words('wire:lan')).toBe('wire lan')
  })
})
