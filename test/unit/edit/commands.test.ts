import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { apply, applyLayout, copy, dependents } from '../../../labs/edit/index.ts'
import type { Applied, Command } from '../../../labs/edit/index.ts'

const bridge = readFileSync('labs/catalogue/user-defined-bridge/lab.yaml', 'utf8')
const backup = readFileSync('labs/catalogue/volume-backup/lab.yaml', 'utf8')

const lab = `slipway: 1
title: A lab
hosts:
  host1:
    images: [busybox]
    networks:
      lan: { driver: bridge } # where all meet
    volumes:
      data: {}
    containers:
      # keeps the data
      db:
        image: busybox
        networks: [lan]
        volumes:
          - data:/var/lib/data # the only copy
          - { type: volume, source: data, target: /again }
      web:
        image: busybox
        networks:
          lan: { aliases: [www] }
        depends_on: [db]
        volumes_from: ['db:ro']
      side: { image: busybox, network_mode: 'container:db' }
steps:
  - id: look
    title: Look
    text: |
      The db is in \`db\`. See \`training/db\` too.

      \`\`\`run host1
      docker exec db ls # db
      docker run --name=db2 -v data:/x db:latest
      \`\`\`
    goal: { containers: { db: { state: running } } }
    checks:
      - ping: { from: host1/db, to: web }
      - inspect: { container: db, path: NetworkSettings.Networks.lan.IPAddress, exists: true }
        within: 10s
      - file: { at: { container: db, path: /db }, exists: true }
    solution: docker start db
`

function done(text: string, command: Command): Applied {
  const result = apply(text, command)
  if ('refused' in result) throw new Error(result.refused.reason)
  return result
}

const reason = (text: string, command: Command) => {
  const result = apply(text, command)
  return 'refused' in result ? result.refused.reason : undefined
}

/** Changed lines, without what is the same at both ends. */
function lines(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line.trim()}`),
  ]
}

describe('rename', () => {
  it('reaches every place where the name is meant, and no other', () => {
    const thing = { host: 'host1', kind: 'container', name: 'db' } as const
    const result = done(lab, { do: 'rename', ...thing, to: 'store' })
    expect(lines(lab, result.text)).toMatchSnapshot()
    expect(result.notes).toMatchSnapshot()
    expect(result.layoutChanges).toEqual([
      { move: 'host1/container:db', to: 'host1/container:store' },
    ])
  })

  it('is undone by the rename back', () => {
    const there = done(lab, {
      do: 'rename',
      host: 'host1',
      kind: 'network',
      name: 'lan',
      to: 'wan',
    })
    expect(there.text).toContain('Networks.wan.IPAddress')
    const back = { do: 'rename', host: 'host1', kind: 'network', name: 'wan', to: 'lan' } as const
    expect(done(there.text, back).text).toBe(lab)
  })

  it('changes a lab of the catalogue as a careful author would', () => {
    const command = { do: 'rename', host: 'host1', kind: 'network' } as const
    const result = done(bridge, { ...command, name: 'new_bridge', to: 'team_net' })
    expect(result.text).toBe(bridge.replaceAll('new_bridge', 'team_net'))
  })

  it('tells dbstore from dbstore2', () => {
    const command = { do: 'rename', host: 'host1', kind: 'container' } as const
    const { text } = done(backup, { ...command, name: 'dbstore', to: 'keeper' })
    expect(text).toBe(backup.replace(/dbstore(?!2)/g, 'keeper'))
  })

  it('renames a host in goals, references and commands to click', () => {
    const { text } = done(lab, { do: 'renameHost', name: 'host1', to: 'alpha' })
    expect(text).toContain('```run alpha')
    expect(text).toContain('ping: { from: alpha/db, to: web }')
    expect(text).not.toContain('host1')
  })

  it('refuses names that are taken or not legal', () => {
    const db = { do: 'rename', host: 'host1', kind: 'container', name: 'db' } as const
    expect(reason(lab, { ...db, to: 'web' })).toBe('There is a container `web` on `host1` already.')
    expect(reason(lab, { ...db, to: 'a b' })).toMatch(/cannot be a container’s name/)
    expect(reason(lab, { ...db, name: 'none', to: 'x' })).toMatch(/no container `none`/)
  })
})

describe('remove', () => {
  it('says what goes with a thing, and takes it along', () => {
    const db = { host: 'host1', kind: 'container', name: 'db' } as const
    expect(dependents(lab, db)).toMatchSnapshot()
    const { text } = done(lab, { do: 'removeThing', ...db })
    expect(lines(lab, text)).toMatchSnapshot()
  })

  it('keeps the checks of what a step makes anew', () => {
    const made = lab.replace('{ state: running }', '{ image: busybox }')
    const db = { host: 'host1', kind: 'container', name: 'db' } as const
    const { text } = done(made, { do: 'removeThing', ...db })
    expect(text).toContain('- ping: { from: host1/db, to: web }')
  })

  it('takes a host and everything about it', () => {
    const two = done(lab, { do: 'addHost', name: 'host2', at: { x: 1, y: 2 } })
    expect(two.text).toContain('goal: { host1: { containers: { db: { state: running } } } }')
    expect(two.layoutChanges).toEqual([{ place: 'host2', at: { x: 1, y: 2 } }])
    const one = done(two.text, { do: 'removeHost', name: 'host1' })
    expect(one.text).not.toContain('goal')
    expect(one.notes).toContain('The goal of step “look” on `host1` goes.')
  })
})

describe('connect and mount', () => {
  const web = { host: 'host1', container: 'web' }
  it('connects by a list, and by a map where there is something to say', () => {
    const more = done(lab, { do: 'addThing', host: 'host1', kind: 'network', name: 'wan' }).text
    const db = { host: 'host1', container: 'db', network: 'wan' }
    expect(done(more, { do: 'connect', ...db }).text).toContain('networks: [lan, wan]')
    const fixed = done(more, { do: 'connect', ...db, address: '10.0.0.9' }).text
    expect(fixed).toMatch(/networks: \{ lan: \{\}, wan: \{ ipv4_address: 10\.0\.0\.9 \} \}/)
    expect(reason(lab, { do: 'connect', ...db })).toBe('There is no network `wan` on `host1`.')
    const side = { do: 'connect', host: 'host1', container: 'side', network: 'lan' } as const
    expect(reason(lab, side)).toMatch(/takes the place of networks/)
  })

  it('disconnects and leaves no empty list', () => {
    const { text, notes } = done(lab, { do: 'disconnect', ...web, network: 'lan' })
    expect(lines(lab, text)).toEqual(['-networks:', '-lan: { aliases: [www] }'])
    expect(notes).toEqual(['`web` names no network now, so it is on the default bridge.'])
  })

  it('mounts, adding a volume that is not there, and unmounts', () => {
    const cache = { ...web, type: 'volume', source: 'cache', target: '/c', readOnly: true } as const
    const mounted = done(lab, { do: 'mount', ...cache })
    expect(mounted.text).toContain('volumes: [cache:/c:ro]')
    expect(mounted.notes).toEqual(['The volume `cache` was added to `host1`.'])
    const without = done(mounted.text, { do: 'unmount', ...web, target: '/c' }).text
    expect(without).not.toContain('/c:ro')
    expect(done(lab, { do: 'mount', ...web, type: 'volume', target: '/anon' }).text).toMatch(
      /volumes: \[\/anon\]/,
    )
  })
})

describe('copy, paste, duplicate', () => {
  const db = { host: 'host1', kind: 'container', name: 'db' } as const
  const data = { host: 'host1', kind: 'volume', name: 'data' } as const
  it('links copies to copies', () => {
    const { text } = done(lab, { do: 'duplicate', things: [db, data] })
    expect(text).toMatch(/data2: \{\}/)
    expect(text).toMatch(
      /db2:\n\s+image: busybox\n\s+networks: \[lan\]\n\s+volumes:\n\s+- data2:\/var/,
    )
  })
  it('leaves behind what the other lab does not have', () => {
    const clip = copy(lab, { version: 1, positions: { 'host1/container:db': { x: 3, y: 4 } } }, [
      db,
    ])
    if ('refused' in clip) throw new Error(clip.refused.reason)
    const other = 'slipway: 1\nhosts:\n  h:\n'
    const result = done(other, { do: 'paste', host: 'h', clip, offset: { x: 1, y: 1 } })
    expect(result.text).toContain('    containers:\n      db: { image: busybox }\n')
    expect(result.notes).toHaveLength(3)
    expect(result.layoutChanges).toEqual([{ place: 'h/container:db', at: { x: 4, y: 5 } }])
  })
})

describe('steps', () => {
  it('adds, moves, sets and removes', () => {
    let text = done(lab, { do: 'addStep', step: { id: 'look', title: 'Again' } }).text
    expect(text).toMatch(/ {2}- id: look2\n {4}title: Again\n$/)
    text = done(text, { do: 'setStep', id: 'look2', path: ['text'], value: 'One.\nTwo.\n' }).text
    text = done(text, {
      do: 'addCheck',
      id: 'look2',
      check: { ping: { from: 'db', to: 'web' } },
    }).text
    text = done(text, {
      do: 'setGoal',
      id: 'look2',
      goal: { host1: { volumes: { data: {} } } },
    }).text
    expect(text.slice(text.indexOf('  - id: look2'))).toMatchSnapshot()
    text = done(text, { do: 'moveStep', id: 'look2', to: 0 }).text
    expect(text.indexOf('id: look2')).toBeLessThan(text.indexOf('id: look\n'))
    text = done(text, { do: 'removeStep', id: 'look2' }).text
    expect(text).toBe(lab)
    expect(reason(lab, { do: 'addCheck', id: 'look', check: { pong: {} } })).toMatch(/not a kind/)
  })
  it('sets what stands at the top in its usual place', () => {
    const { text } = done(lab, { do: 'setMeta', values: { level: 'beginner', title: 'B' } })
    expect(text.startsWith('slipway: 1\ntitle: B\nlevel: beginner\nhosts:')).toBe(true)
  })
})

describe('layout', () => {
  it('follows renames and removals', () => {
    const at = { x: 1, y: 1 }
    const layout = { version: 1 as const, positions: { h: at, 'h/container:db': at, h2: at } }
    expect(applyLayout(layout, [{ move: 'h', to: 'k' }]).positions).toEqual({
      k: at,
      'k/container:db': at,
      h2: at,
    })
    expect(applyLayout(layout, [{ drop: 'h' }]).positions).toEqual({ h2: at })
  })
})
