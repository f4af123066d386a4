import { describe, expect, it } from 'vitest'
import { apply, copy, type Command } from '../../../labs/edit/index.ts'

const text = `slipway: 1
title: Lab
wires: [lan]
hosts:
  kv:
    containers: { etcd: { image: busybox } }
  web:
    depends_on: [kv]
    wires: [lan]
    volumes: { data: {} }
    containers: { shop: { image: busybox, volumes: ['data:/srv'] } }
`
const layout = {
  version: 1 as const,
  positions: { web: { x: 20, y: 0 }, 'web/container:shop': { x: 5, y: 10 } },
}
const done = (from: string, command: Command) => {
  const made = apply(from, command)
  if ('refused' in made) throw new Error(made.refused.reason)
  return made
}

describe('whole hosts', () => {
  it('are duplicated with everything in them and its places', () => {
    const by = { things: [], hosts: ['web'], layout, hostOffset: { x: 0, y: 9 } }
    const made = done(text, { do: 'duplicate', ...by })
    expect(made.text).toMatch(/web2:\s+depends_on: \[kv\]\s+wires: \[lan\]/)
    expect(made.layoutChanges).toEqual([
      { place: 'web2', at: { x: 20, y: 9 } },
      { place: 'web2/container:shop', at: { x: 5, y: 10 } },
    ])
  })

  it('take what is selected in them along once', () => {
    const shop = { host: 'web', kind: 'container', name: 'shop' } as const
    const etcd = { host: 'kv', kind: 'container', name: 'etcd' } as const
    expect(copy(text, layout, [shop, etcd], ['web'])).toMatchObject({
      things: [{ name: 'etcd' }],
      hosts: [{ name: 'web', at: { x: 20, y: 0 }, places: { 'container:shop': { x: 5, y: 10 } } }],
    })
  })

  it('leave behind what another lab does not have, and say so', () => {
    const clip = copy(text, layout, [], ['web'])
    if ('refused' in clip) throw new Error(clip.refused.reason)
    const other = 'slipway: 1\ntitle: Other\nhosts:\n  host1: {}\n'
    const made = done(other, { do: 'paste', clip })
    expect(made.text).toMatch(/web:\s+volumes:/)
    expect(made.text).not.toMatch(/depends_on|wires/)
    expect(made.notes.join(' ')).toMatch(/no longer waits.*wire `lan`|wire `lan`.*no longer waits/)
  })
})

describe('moving several things to another host', () => {
  it('keeps what ties them to each other', () => {
    const things = [
      { host: 'web', kind: 'volume', name: 'data' },
      { host: 'web', kind: 'container', name: 'shop' },
    ] as const
    const made = done(text, { do: 'resettle', things: [...things], to: 'kv' })
    expect(made.text).toMatch(/kv:[^]*shop: .*data:\/srv[^]*web:/)
    expect(made.notes).toEqual([])
  })
})
