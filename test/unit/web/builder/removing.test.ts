import { describe, expect, it } from 'vitest'
import { inTurn, losses } from '../../../../web/builder/removing.ts'
import { sketch } from '../../../../web/builder/sketch.ts'

const text = `slipway: 1
title: Lab
wires: [lan]
hosts:
  host1:
    networks: { net: { driver: bridge } }
    containers: { db: { image: busybox, networks: [net] } }
  host2: { wires: [lan], depends_on: [host1] }
steps:
  - id: ask
    title: Ask
    checks: [{ ping: { from: host1/db, to: host2 } }]
  - id: more
    title: More
    goal: { host1: { containers: { web: { image: busybox, networks: [net] } } } }
`
const value = sketch(text)?.value ?? null
const drawn = sketch(text, 'more')?.value ?? null
const db = 'host1/container:db'
const net = 'host1/network:net'

describe('what goes with a selection', () => {
  it('is told of a thing, a host and a wire', () => {
    expect(losses(text, value, [db], null).join()).toMatch(/check `ping` of step “ask” goes/)
    const host = losses(text, value, ['host1'], null)
    expect(host[0]).toBe('With `host1`: the network `net`, the container `db`.')
    expect(host.join()).toMatch(/`host2` no longer waits for it/)
    expect(losses(text, value, ['wire:lan'], null)).toEqual(['`host2` is no longer on it.'])
  })

  it('is told of several at once, without what goes anyway', () => {
    const both = losses(text, value, [net, db], null).join()
    expect(both).toMatch(/check `ping`/)
    expect(both).not.toMatch(/`db`/)
  })

  it('is told in a goal', () => {
    expect(losses(text, drawn, [net], 'more').join()).toMatch(/`web`/)
  })
})

describe('the turn in which things go', () => {
  it('has what is in a host, or ends in one, go with it', () => {
    const line = `${db}~${net}`
    expect(inTurn([net, line, db, 'host2', 'host2/container:x'])).toEqual([db, net, 'host2'])
    expect(inTurn([line])).toEqual([line])
  })
})
