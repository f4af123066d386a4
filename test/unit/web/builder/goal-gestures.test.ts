import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkKind } from '../../../../labs/checks/index.ts'
import { apply, drawingBefore, type Command } from '../../../../labs/edit/index.ts'
import { fieldsOf, goalsOf, stepsOf } from '../../../../labs/edit/lab.ts'
import { newText } from '../../../../labs/edit/new-text.ts'
import { readTree } from '../../../../labs/edit/tree.ts'
import type { Fields, Value } from '../../../../labs/edit/value.ts'
import { compile, parse } from '../../../../labs/format/index.ts'
import { inGoal } from '../../../../web/builder/drawn-goal.ts'
import { sketch } from '../../../../web/builder/sketch.ts'
import { memoryProbe } from '../../../support/memory-probe.ts'

const host = 'host1'

/** A command in the goal of a step, on the text. */
function gesture(text: string, step: string, command: Command): string {
  const drawn = inGoal(text, step, command)
  if ('refused' in drawn) throw new Error(drawn.refused.reason)
  const done = apply(text, drawn.command)
  if ('refused' in done) throw new Error(done.refused.reason)
  return done.text
}
const refusal = (text: string, command: Command) => {
  const drawn = inGoal(text, 'one', command)
  return 'refused' in drawn ? drawn.refused.reason : ''
}

/** What a step wishes, by host. */
function wishes(text: string, index: number): Fields {
  const parts = goalsOf(readTree(text).value).filter(({ step }) => step === index)
  return Object.fromEntries(parts.map((one) => [one.host, one.fields]))
}

describe('the goals of every lab of the catalogue', () => {
  const labs = readdirSync('labs/catalogue')
  it.each(labs)('%s keeps each wish that a gesture does not touch', (lab) => {
    const text = readFileSync(`labs/catalogue/${lab}/lab.yaml`, 'utf8')
    const { value } = readTree(text)
    const steps = stepsOf(value).map(({ id }) => String(id))
    const [first = ''] = Object.keys(drawingBefore(value, 0))
    const place = { host: first, kind: 'volume' as const, name: 'quite-new' }
    const add: Command = { do: 'addThing', ...place, spec: { driver: 'local' } }
    for (const [index, step] of steps.entries()) {
      const drawn = inGoal(text, step, add)
      expect(drawn).toMatchObject({ command: { goal: wishes(text, index) } })
    }
    const last = steps.at(-1) ?? ''
    expect(gesture(gesture(text, last, add), last, { do: 'removeThing', ...place })).toBe(text)
  })

  it.each(['overlay-swarm', 'compose'])(
    '%s has each wish again once a touch of its thing is taken back',
    (lab) => {
      const text = readFileSync(`labs/catalogue/${lab}/lab.yaml`, 'utf8')
      const { value } = readTree(text)
      for (const { host, fields, step: index = 0 } of goalsOf(value)) {
        const id = String(stepsOf(value)[index]?.['id'])
        const [name] = Object.entries(fieldsOf(fields['containers'])).find(
          ([, spec]) => spec !== 'absent',
        ) ?? [undefined]
        if (name === undefined) continue
        const set = (from: string, to?: Value) =>
          gesture(from, id, {
            ...{ do: 'setProperty', host, kind: 'container', name },
            ...{ path: ['labels', 'touched'], value: to },
          })
        const touched = set(text, 'yes')
        expect(wishes(touched, index)).not.toEqual(wishes(text, index))
        expect(wishes(set(touched), index)).toEqual(wishes(text, index))
      }
    },
  )
})

const start: Fields = {
  networks: { lan: {}, wan: { internal: true, labels: { tier: 'back' } } },
  volumes: { data: {}, more: {} },
  containers: {
    db: {
      ...{ image: 'busybox', networks: ['lan'], volumes: ['data:/data', 'more:/more'] },
      ...{ environment: { DEBUG: '1', LEVEL: 'low' }, ports: ['8080:80'], cap_add: ['NET_ADMIN'] },
      ...{ mem_limit: '64m', privileged: true, hostname: 'db', tmpfs: '/run' },
    },
    web: { image: 'busybox' },
    app: { image: 'busybox', network_mode: 'host' },
  },
}
const lab = newText({
  ...{ slipway: 1, title: 'Lab', hosts: { host1: start } },
  steps: [{ id: 'one', title: 'One', text: 'Do it.' }],
})
const db = { host, kind: 'container' as const, name: 'db' }
const clear = (...path: string[]): Command => ({ do: 'setProperty', ...db, path, value: undefined })

async function outcomes(text: string, at: 'start' | 'end') {
  const found = parse(text)
  expect(found.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  const compiled = found.lab && compile(found.lab, { id: 'x', seed: 'x', files: {} })
  const drawing = sketch(text, at === 'end' ? 'one' : null)?.drawing
  const none = { networks: {}, volumes: {}, containers: {}, images: [] }
  const probe = memoryProbe(() => drawing?.hosts[host] ?? none)
  const asked = (compiled?.steps[0]?.checks ?? []).map(({ kind, args }) =>
    checkKind(kind)?.run(args, probe, AbortSignal.timeout(5000)),
  )
  return (await Promise.all(asked)).map((finding) => finding?.verdict)
}

describe('taking away in a goal', () => {
  const ways: [string, Command, Fields][] = [
    [
      'a container off its only network',
      { do: 'disconnect', host, container: 'db', network: 'lan' },
      { containers: { db: { networks: [] } } },
    ],
    [
      'a container off the default bridge',
      { do: 'disconnect', host, container: 'web', network: 'bridge' },
      { containers: { web: { networks: [] } } },
    ],
    [
      'one of two mounts',
      { do: 'unmount', host, container: 'db', target: '/more' },
      { containers: { db: { without: { volumes: ['more:/more'] } } } },
    ],
    [
      'a tmpfs',
      { do: 'unmount', host, container: 'db', target: '/run' },
      { containers: { db: { without: { tmpfs: ['/run'] } } } },
    ],
    ['all ports', clear('ports'), { containers: { db: { without: { ports: ['8080:80'] } } } }],
    [
      'a variable',
      clear('environment', 'DEBUG'),
      { containers: { db: { without: { environment: ['DEBUG'] } } } },
    ],
    [
      'a capability',
      clear('cap_add'),
      { containers: { db: { without: { cap_add: ['NET_ADMIN'] } } } },
    ],
    ['a limit', clear('mem_limit'), { containers: { db: { mem_limit: 0 } } }],
    ['a right', clear('privileged'), { containers: { db: { privileged: false } } }],
    [
      'a mode of a network',
      { do: 'setProperty', host, kind: 'network', name: 'wan', path: ['internal'] },
      { networks: { wan: { internal: false } } },
    ],
    [
      'a network mode',
      { do: 'setProperty', host, kind: 'container', name: 'app', path: ['network_mode'] },
      { containers: { app: { network_mode: 'bridge' } } },
    ],
    [
      'a thing',
      { do: 'removeThing', host, kind: 'container', name: 'web' },
      { containers: { web: 'absent' } },
    ],
  ]

  it.each(ways)('%s fails before and passes after', async (_, command, goal) => {
    const text = gesture(lab, 'one', command)
    expect(goalsOf(readTree(text).value)[0]?.fields).toEqual(goal)
    const before = await outcomes(text, 'start')
    expect(before).toContain('fail')
    const after = await outcomes(text, 'end')
    expect(new Set(after)).toEqual(new Set(['pass']))
  })

  it('is refused with a reason where no goal can ask for it', () => {
    expect(refusal(lab, clear('hostname'))).toContain('has no `hostname`')
    expect(refusal(lab, clear('image'))).toContain('inspect')
    const label: Command = {
      ...{ do: 'setProperty', host, kind: 'network', name: 'wan' },
      ...{ path: ['labels', 'tier'], value: undefined },
    }
    expect(refusal(lab, label)).toContain('`labels`')
    const daemon: Command = { do: 'setProperty', host, kind: 'host', path: ['daemon'], value: {} }
    expect(refusal(lab, daemon)).toContain('Leave the goal')
  })

  it('is undone by putting it there again', () => {
    const off = gesture(lab, 'one', ways[0]![1])
    const on = gesture(off, 'one', { do: 'connect', host, container: 'db', network: 'lan' })
    expect(on).toBe(lab)
    const out = gesture(lab, 'one', ways[2]![1])
    const mount = { type: 'volume' as const, source: 'more', target: '/more' }
    expect(gesture(out, 'one', { do: 'mount', host, container: 'db', ...mount })).toBe(lab)
  })
})

describe('drawing in a goal', () => {
  it('connects a container that is on the default bridge to one more network, as Docker does', () => {
    const text = gesture(lab, 'one', { do: 'connect', host, container: 'web', network: 'lan' })
    expect(text).toContain('networks: [bridge, lan]')
  })

  it('asks that a host leaves the swarm, and forgets it again', () => {
    const swarm = lab.replace('host1:\n', 'host1:\n    swarm: manager\n')
    const set = (from: string, value?: Value) =>
      gesture(from, 'one', { do: 'setProperty', host, kind: 'host', path: ['swarm'], value })
    expect(set(swarm)).toContain('swarm: absent')
    expect(set(set(swarm), 'manager')).toBe(swarm)
  })

  it('keeps what a secret holds out of the goal', () => {
    const swarm = lab.replace('host1:\n', 'host1:\n    swarm: manager\n')
    const add: Command = {
      ...{ do: 'addThing', host, kind: 'secret', name: 'key' },
      spec: { content: 'change me' },
    }
    const text = gesture(swarm, 'one', add)
    expect(goalsOf(readTree(text).value)[0]?.fields).toEqual({ secrets: { key: {} } })
  })

  it('keeps a goal that is written without a host as it is', () => {
    const bare = lab.replace('text: Do it.', 'text: Do it., goal: { volumes: { fresh: {} } }')
    const text = gesture(bare, 'one', { do: 'addThing', host, kind: 'volume', name: 'next' })
    expect(text).toContain('goal: { volumes: { fresh: {}, next: {} } }')
  })

  it('renames what must not be there with everything else', () => {
    const less = gesture(lab, 'one', { do: 'unmount', host, container: 'db', target: '/more' })
    const done = apply(less, { do: 'rename', host, kind: 'volume', name: 'more', to: 'extra' })
    expect('text' in done && goalsOf(readTree(done.text).value)[0]?.fields).toEqual({
      containers: { db: { without: { volumes: ['extra:/more'] } } },
    })
  })
})
