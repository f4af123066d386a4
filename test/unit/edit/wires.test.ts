import { describe, expect, it } from 'vitest'
import { parse as read } from 'yaml'
import { apply, type Command } from '../../../labs/edit/index.ts'

const text = `slipway: 1
title: Two
params:
  net: { pick: [a, b] } # drawn for each
hosts:
  host1:
    networks: { "\${net}": { driver: bridge } }
    containers:
      db: { image: busybox, networks: ["\${net}"] } # the only one
  host2: {}
steps:
  - id: one
    title: Look at \${net}
    text: |
      docker network inspect \${net}
      echo '$\${net}'
    goal:
      host2: { networks: { "\${net}": {} } }
`
function done(from: string, command: Command) {
  const result = apply(from, command)
  if ('refused' in result) throw new Error(result.refused.reason)
  return result
}

describe('parameters', () => {
  it('are renamed wherever they are written, comments and escapes stay', () => {
    const { text: after, notes } = done(text, { do: 'renameParam', name: 'net', to: 'lan' })
    expect(after).not.toMatch(/(?<!\$)\$\{net\}/)
    expect(after.match(/\$\{lan\}/g)).toHaveLength(5)
    expect(after).toContain("echo '$${net}'")
    expect(after).toContain('lan: { pick: [a, b] } # drawn for each')
    expect(after).toContain('# the only one')
    expect(notes).toEqual(['`${lan}` was written in 5 places.'])
  })

  it('may not take a name that is taken or none', () => {
    expect(apply(text, { do: 'renameParam', name: 'net', to: 'a b' })).toHaveProperty('refused')
    expect(apply(text, { do: 'renameParam', name: 'other', to: 'x' })).toHaveProperty('refused')
  })

  it('say what still speaks of one that goes', () => {
    const { notes } = done(text, { do: 'setParam', name: 'net' })
    expect(notes).toEqual(['`${net}` is still written in 5 places.'])
  })
})

describe('wires', () => {
  it('are made, renamed and removed with what the hosts say of them', () => {
    const added = done(text, { do: 'addWire', name: 'back', hosts: ['host2'] }).text
    expect(read(added)).toMatchObject({
      wires: ['wire', 'back'],
      hosts: { host2: { wires: ['wire', 'back'] } },
    })
    const renamed = done(added, { do: 'renameWire', name: 'back', to: 'store' }).text
    expect(read(renamed)).toMatchObject({ hosts: { host2: { wires: ['wire', 'store'] } } })
    const removed = done(renamed, { do: 'removeWire', name: 'store' })
    expect(removed.text).not.toContain('store')
    expect(removed.notes).toEqual(['`host2` is no longer on it.'])
    expect(removed.layoutChanges).toEqual([{ drop: 'wire:store' }])
  })
})

describe('moving to another host', () => {
  it('takes a thing along and says what stays behind', () => {
    const thing = { host: 'host1', kind: 'container', name: 'db' } as const
    const moved = done(text, {
      ...{ do: 'resettle', to: 'host2' },
      things: [{ ...thing, at: { x: 1, y: 2 } }],
    })
    expect(moved.text).toMatch(/host2:\s+containers:\s+db: \{ image: busybox/)
    expect(moved.layoutChanges).toContainEqual({ place: 'host2/container:db', at: { x: 1, y: 2 } })
    expect(moved.layoutChanges).toContainEqual({ drop: 'host1/container:db' })
    expect(apply(text, { do: 'resettle', things: [thing], to: 'host1' })).toHaveProperty('refused')
  })
})
