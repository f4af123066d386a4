import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apply, type Command, type Refused } from '../../../../labs/edit/index.ts'
import { borrowed } from '../../../../web/builder/borrowed.ts'
import { joinable, targetsOf, ways } from '../../../../web/builder/connecting.ts'
import { inGoal } from '../../../../web/builder/drawn-goal.ts'
import type { Joined } from '../../../../web/builder/joins.ts'
import { parted } from '../../../../web/builder/parting.ts'
import { removal } from '../../../../web/builder/removing.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
import { goalsOf } from '../../../../labs/edit/lab.ts'
import { thingOf, writtenId } from '../../../../web/builder/things.ts'
import { tiesOf } from '../../../../web/builder/tied.ts'
import { render } from '../../../../web/canvas/elements.ts'

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
`
const swarm = `slipway: 1
title: Swarm
wires: [front, back]
hosts:
  host1:
    swarm: manager
    networks:
      mesh: { driver: overlay, attachable: true }
      lan: { driver: bridge }
      mv: { driver: macvlan, driver_opts: { parent: eth0 } }
    services:
      web: { image: busybox } # spread
    secrets:
      token: { content: abc }
  host2:
    swarm: worker
    wires: [front, back]
    containers:
      one: { image: busybox } # far away
  host3:
    containers:
      lone: { image: busybox }
steps:
  - id: join
    title: Join
    goal: {}
`
const at = (from: string, step: string | null = null) => {
  const found = sketch(from, step)
  if (found === null) throw new Error('The text could not be read')
  return found
}
function sure<T>(found: T | Refused): T {
  if (typeof found === 'object' && found !== null && 'refused' in found) {
    throw new Error((found as Refused).refused.reason)
  }
  return found as T
}
const run = (from: string, command: Command) => sure(apply(from, command)).text
const made = (from: string, one: string, other: string): Joined[] =>
  sure(ways(at(from).value, one, other))
const first = (from: string, one: string, other: string) => {
  const [way] = made(from, one, other)
  if (way === undefined) throw new Error('There is no way')
  return run(from, way.command)
}
const without = (from: string, tie: string) =>
  run(from, sure<Joined>(parted(at(from).value, tie)).command)
const reason = (found: object) => ('refused' in found ? (found as Refused).refused.reason : '')
const drawn = (from: string) => {
  const { drawing } = at(from)
  return borrowed(render(drawing, { drawing, planned: true }), drawing)
}

describe('connections', () => {
  const db = 'host1/container:db'
  it('mean an endpoint, a mount or a shared network, whichever end they start from', () => {
    const [network] = made(text, 'host1/network:lan', db)
    const [volume] = made(text, db, 'host1/volume:data')
    expect(network).toMatchObject({ command: { do: 'connect', container: 'db', network: 'lan' } })
    expect(volume).toMatchObject({ command: { do: 'mount', source: 'data', target: '/data' } })
    const none = ways(at(text).value, 'host1/network:lan', 'host1/volume:data')
    expect(none).toHaveProperty('refused')
  })

  it('are taken away as they were made', () => {
    const joined = run(text, { do: 'connect', host: 'host1', container: 'db', network: 'lan' })
    expect(without(joined, `${db}~host1/network:lan`)).toBe(text)
    const mounted = first(text, db, 'host1/volume:data')
    expect(without(mounted, `${db}~host1/volume:data~/data`)).toBe(text)
  })

  it('between containers can mean three things, and each goes again', () => {
    const two = run(text, {
      ...{ do: 'addThing', host: 'host1', kind: 'container', name: 'web' },
      spec: { image: 'busybox' },
    })
    const found = made(two, 'host1/container:web', db)
    expect(found.map(({ label }) => label)).toEqual([
      'Let web share the network of db',
      'Give web the volumes of db',
      'Start web after db',
    ])
    const borrowing = run(two, found[1]?.command ?? { do: 'setMeta', values: {} })
    const tie = `host1/container:web~${db}~volumes`
    expect(drawn(borrowing).ties.map(({ id }) => id)).toContain(tie)
    expect(without(borrowing, tie)).toBe(two)
  })

  it('between hosts are wires', () => {
    const two = run(text, { do: 'addHost', name: 'host2' })
    const wired = first(two, 'host1', 'host2')
    expect(wired).toContain('wires: [wire, wire2]')
    expect(sketch(wired)?.wires).toEqual({ wire: ['host1', 'host2'], wire2: ['host1', 'host2'] })
    const left = without(wired, 'host2~wire:wire2')
    expect(sketch(left)?.wires).toEqual({ wire: ['host1', 'host2'], wire2: ['host1'] })
    expect(reason(parted(at(two).value, 'host2~wire:wire'))).toContain('names none')
  })

  it('are offered where they are not yet', () => {
    const offered = (from: string) => targetsOf(at(from).value, db).map(({ id }) => id)
    const both = ['host1/network:lan', 'host1/network:bridge', 'host1/volume:data']
    expect(offered(text)).toEqual(both)
    expect(offered(first(text, db, 'host1/network:lan'))).not.toContain('host1/network:lan')
  })
})

describe('what spans hosts', () => {
  const one = 'host2/container:one'
  it('is joined from another host of the swarm, by its bar or its leg, and left again', () => {
    const joined = first(swarm, one, 'overlay:mesh')
    expect(joined).toContain('one: { image: busybox, networks: [mesh] } # far away')
    expect(first(swarm, 'host1/network:mesh', one)).toBe(joined)
    const leg = 'host2/network:mesh'
    expect(drawn(joined).ties.map(({ id }) => id)).toContain(`${one}~${leg}`)
    expect(writtenId(leg, at(joined).value)).toBe('host1/network:mesh')
    expect(without(joined, `${one}~${leg}`)).toBe(swarm)
    expect(without(joined, `${leg}~overlay:mesh`)).toBe(swarm)
    const home = parted(at(joined).value, 'host1/network:mesh~overlay:mesh')
    expect(reason(home)).toContain('is written on host1')
  })

  it('is joined in the goal of a step as well', () => {
    const [way] = sure(ways(at(swarm, 'join').value, one, 'overlay:mesh'))
    const goal = sure(inGoal(swarm, 'join', way?.command ?? { do: 'setMeta', values: {} }))
    expect(goal.command).toMatchObject({
      goal: { host2: { containers: { one: { networks: ['bridge', 'mesh'] } } } },
    })
  })

  it('can be drawn as the goals of the course want it', () => {
    const whole = readFileSync('labs/catalogue/overlay-swarm/lab.yaml', 'utf8')
    const goals = (from: string) => goalsOf(at(from).value).map(({ fields }) => fields)
    const redrawn = (step: string, user: string, line: string) => {
      const off = sure<Joined>(parted(at(whole, step).value, `${user}~${line}`))
      const less = run(whole, sure(inGoal(whole, step, off.command)).command)
      expect(goals(less)).not.toEqual(goals(whole))
      const [way] = sure(ways(at(less, step).value, user, 'overlay:${net}'))
      if (way === undefined) throw new Error('There is no way')
      return goals(run(less, sure(inGoal(less, step, way.command)).command))
    }
    const left = redrawn('containers', 'host2/container:${left}', 'host2/network:${net}')
    expect(left).toEqual(goals(whole))
    expect(redrawn('service', 'service:${svc}', 'overlay:${net}')).toEqual(goals(whole))
  })

  it('has services on networks, with secrets', () => {
    const whole = first(first(swarm, 'service:web', 'overlay:mesh'), 'secret:token', 'service:web')
    expect(whole).toContain('web: { image: busybox, networks: [mesh], secrets: [token] } # spread')
    const ids = drawn(whole).ties.map(({ id }) => id)
    expect(ids).toContain('service:web~overlay:mesh')
    expect(ids).toContain('service:web~secret:token')
    const less = without(without(whole, 'service:web~secret:token'), 'service:web~overlay:mesh')
    expect(less).toBe(swarm)
  })

  it('says why it cannot be joined', () => {
    const why = (from: string, to: string) => reason(ways(at(swarm).value, from, to))
    expect(why('host3/container:lone', 'overlay:mesh')).toContain('`host3` is in none')
    expect(why(one, 'host1/network:lan')).toContain('Only an overlay network spans hosts')
    expect(why('service:web', 'host1/network:lan')).toContain('stays on host1')
    expect(why(one, 'secret:token')).toContain('to services only')
    expect(why('service:web', one)).toContain('meet on an overlay')
    expect(why('secret:token', 'overlay:mesh')).toContain('Connect a service')
    const twice = first(swarm, one, 'overlay:mesh')
    expect(reason(ways(at(twice).value, one, 'overlay:mesh'))).toContain('already')
    const command = { host: 'host3', container: 'lone', network: 'mesh' }
    expect(reason(apply(swarm, { do: 'connect', ...command }))).toContain('in none')
  })

  it('is offered from either end', () => {
    const offered = (id: string) => targetsOf(at(swarm).value, id).map((target) => target.id)
    expect(offered('overlay:mesh')).toEqual(['host1/service:web', one])
    expect(offered(one)).toEqual(['host1/network:mesh', 'host2/network:bridge'])
    expect(offered('service:web')).toEqual(['host1/network:mesh', 'host1/secret:token'])
    expect(offered('secret:token')).toEqual(['host1/service:web'])
    const starts = ['overlay:mesh', 'service:web', 'secret:token']
    expect(starts.every((id) => joinable(id, 1))).toBe(true)
    expect(joinable('service:web~secret:token', 2)).toBe(false)
  })

  it('is listed with everything on it, on every host', () => {
    const joined = first(first(swarm, one, 'overlay:mesh'), 'service:web', 'overlay:mesh')
    const mesh = thingOf('host1/network:mesh')
    const ties = mesh ? tiesOf(drawn(joined), at(joined).value, mesh) : []
    expect(ties.map(({ words }) => words)).toEqual(['service web', 'container one on host2'])
  })
})

describe('what lies on a wire', () => {
  const line = 'host1/network:mv~wire:front'
  it('loses its interface with the line, and gets one of another wire', () => {
    expect(without(swarm, line)).toContain('mv: { driver: macvlan }')
    const two = run(swarm, { do: 'joinWire', name: 'back', host: 'host1' })
    expect(first(two, 'wire:back', 'host1/network:mv')).toContain('parent: eth1')
    const why = (from: string, to: string) => reason(ways(at(swarm).value, from, to))
    expect(why('host1/network:mv', 'wire:back')).toContain('Connect the host to it first')
    expect(why('host1/network:lan', 'wire:front')).toContain('macvlan')
    expect(why('host1', 'wire:front')).toContain('already')
  })
})

describe('what cannot be taken away', () => {
  it('says why', () => {
    const why = (id: string, inGoal = false) => reason(removal(at(swarm).value, id, inGoal))
    expect(why('host1/path:/srv')).toContain('Take it from them')
    expect(why('host1', true)).toContain('from the start')
    expect(why('wire:front', true)).toContain('from the start')
    expect(why('wire:front')).toBe('')
    expect(why('service:web~host2/container:web.1')).toContain('places the tasks')
  })
})
