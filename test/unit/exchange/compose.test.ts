import { readdirSync, readFileSync } from 'node:fs'
import { parse as parseYaml } from 'yaml'
import { describe, expect, it } from 'vitest'
import { exportCompose, importCompose } from '../../../labs/exchange/index.ts'
import type { Imported } from '../../../labs/exchange/index.ts'
import { compile, parse } from '../../../labs/format/index.ts'
import { composeKeys } from '../../../labs/topology/compose.ts'
import type { MountState } from '../../../labs/topology/state.ts'
import { containerFields } from '../../../labs/topology/fields.ts'

const folder = 'test/golden/compose'
const corpus = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8')

function wantedOf(text: string) {
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(`${text}\n${JSON.stringify(diagnostics, null, 1)}`)
  return compile(lab, { id: 'imported', seed: 'seed' }).wanted
}

function shown({ text, diagnostics }: Imported): string {
  const told = diagnostics.map(
    ({ line, column, severity, code, message, advice }) =>
      `${line}:${column} ${severity} ${code}\n  ${message}\n  ${advice}\n`,
  )
  return `${told.join('')}---\n${text ?? ''}`
}

/** What is off by default may be said or not, and mounts have no order. */
const plain = (wanted: unknown): unknown =>
  JSON.parse(
    JSON.stringify(wanted, (key, value: unknown) => {
      if (key !== 'mounts' || !Array.isArray(value)) return value === false ? undefined : value
      return value.toSorted((one: MountState, other: MountState) =>
        one.target < other.target ? -1 : 1,
      )
    }),
  )

describe.each(corpus)('importing %s', (name) => {
  const imported = importCompose(read(name))
  it('gives this lab and tells what is not in it', async () => {
    const golden = `../../golden/compose/${name.replace('.yaml', '.expected')}`
    await expect(shown(imported)).toMatchFileSnapshot(golden)
  })
})

// What is refused as a whole has no way back: the golden file says why.
const carried = corpus.filter((name) => importCompose(read(name)).text !== undefined)

describe.each(carried)('carrying %s', (name) => {
  it('means the same after the way back', () => {
    const imported = importCompose(read(name))
    const wanted = wantedOf(imported.text ?? '')
    const exported = exportCompose(wanted, 'app')
    if ('refused' in exported) throw new Error(exported.refused.reason)
    const again = importCompose(exported.text)
    expect(again.diagnostics).toEqual([])
    expect(plain(wantedOf(again.text ?? ''))).toEqual(plain(wanted))
    const twice = exportCompose(wantedOf(again.text ?? ''), 'app')
    expect(twice).toEqual(exported)
  })
})

describe('every key of a service', () => {
  const keys = [...Object.keys(containerFields.shape), ...(composeKeys['containers'] ?? [])]
  it.each(keys)('%s is carried or told', (key) => {
    const values: Record<string, unknown> = { network_mode: 'host', ports: ['80'], volumes: ['/x'] }
    const value = values[key] ?? ['x']
    const text = JSON.stringify(
      { services: { web: { image: 'busybox', [key]: value }, x: { image: 'busybox' } } },
      null,
      1,
    )
    const { text: lab, diagnostics } = importCompose(text)
    const container = (parseYaml(lab ?? '') as { hosts: { host1: { containers: object } } }).hosts
      .host1.containers
    const carried = key in (Object.values(container)[0] as object) || key === 'container_name'
    const told = diagnostics.some(({ message }) => message.includes(`\`${key}\``))
    expect(carried || told).toBe(true)
  })
})

describe('options of a mount', () => {
  it('are told where a lab has none', () => {
    const { text, diagnostics } = importCompose(`services:
  web:
    image: busybox
    volumes: ['data:/data:ro,z,nocopy', '/srv:/srv:cached']
    tmpfs: ['/run:size=64m,ro', /tmp]
volumes: { data: {} }
`)
    const told = diagnostics.map(({ line, message }) => `${line} ${message}`).join('\n')
    for (const word of ['4 `z`', '4 `nocopy`', '4 `cached`', '5 `size=64m`'])
      expect(told).toContain(word)
    const web = wantedOf(text ?? '').hosts['host1']?.containers['web']
    expect(web?.mounts).toEqual([
      { type: 'volume', source: 'data', target: '/data', readOnly: true },
      { type: 'bind', source: '/srv', target: '/srv', readOnly: false },
      { type: 'tmpfs', source: '', target: '/run', readOnly: true },
      { type: 'tmpfs', source: '', target: '/tmp', readOnly: false },
    ])
  })
})

describe('a lab that was imported', () => {
  it('can be proved: its step waits for what nobody has done yet', () => {
    const { diagnostics } = parse(
      importCompose('services: { web: { image: busybox } }\n').text ?? '',
    )
    expect(diagnostics).toEqual([])
  })
})

describe('exporting a lab', () => {
  const lab = (hosts: string) =>
    wantedOf(`slipway: 1
title: T
hosts:
${hosts}
steps:
  - { id: a, title: A, goal: { host1: { containers: {} } }, checks: [{ answer: { ask: Why?, equals: x } }] }
`)
  it('says what a compose file cannot hold', () => {
    const wanted = lab(`  host1:
    images: [busybox]
    daemon: { debug: true }
    files: { /etc/motd: hello }
    networks: { lan: { driver: bridge } }
    containers:
      db: { image: busybox, state: exited, networks: [bridge, lan] }`)
    expect(exportCompose(wanted, 'My lab!')).toMatchSnapshot()
  })
  it('refuses several hosts, and takes one of them', () => {
    const wanted = lab('  host1: { images: [busybox] }\n  host2: {}')
    expect(exportCompose(wanted, 'x')).toMatchObject({
      refused: { reason: expect.stringContaining('2 hosts') as string },
    })
    expect(exportCompose(wanted, 'x', 'host2')).toEqual({
      text: 'name: x\nservices: {}\n',
      notes: [],
    })
  })
})
