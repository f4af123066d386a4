import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HostState, LabState } from '../../labs/topology/state.ts'
import type {
  Draft,
  PlanStep,
  ProofEvent,
  RunRecord,
  RunRow,
  StartedRun,
  TerminalView,
} from '../../server/protocol.ts'
import { BuilderClient } from '../support/builder-client.ts'
import { until } from '../support/docker.ts'

const minute = 60_000

const steps = `
steps:
  - id: first
    title: Create a network
    goal: { host1: { networks: { example_net: { driver: bridge } } } }
    solution: docker network create example_net
`
const before = `slipway: 1
title: A draft
hosts:
  host1:
    networks: { lan: { driver: bridge }, old: { driver: bridge } }
    containers:
      db: { image: busybox, command: sleep 1000, networks: [lan] }
      gone: { image: busybox, command: sleep 1000, networks: [old] }
${steps}`
const after = `slipway: 1
title: A draft
hosts:
  host1:
    networks: { lan: { driver: bridge } }
    volumes: { data: {} }
    containers:
      db: { image: busybox, command: sleep 2000, networks: [lan] }
${steps}`

let client: BuilderClient
let draft: Draft
let run: string

beforeAll(async () => {
  client = await BuilderClient.open()
})
afterAll(() => client.close())

const save = async (text: string) => {
  const { revision, layout, files } = draft
  const saved = { revision, text, layout, files }
  const answer = await client.ask<{ revision: number }>('PUT', `/drafts/${draft.id}`, saved)
  draft = { ...draft, text, revision: answer.revision }
}
const ready = (id: string) =>
  until(
    'a ready try',
    async () => (await client.ask<RunRecord>('GET', `/runs/${id}`)).row.status === 'ready',
    minute,
  )
const tryIt = async () => {
  const started = await client.ask<StartedRun>('POST', `/drafts/${draft.id}/try`)
  await ready(started.run)
  return started.run
}
const plan = () => client.ask<PlanStep[]>('GET', `/drafts/${draft.id}/try/${run}/plan`)
const host = async (): Promise<HostState> => {
  const state = await client.ask<LabState>('GET', `/runs/${run}/state`)
  const found = state.hosts['host1']
  if (found === undefined) throw new Error('host1 does not answer')
  return found
}

it('tries a draft as it was saved', async () => {
  draft = await client.ask<Draft>('POST', '/drafts')
  await save(before)
  run = await tryIt()
  const { containers, networks } = await host()
  expect(Object.keys(containers).sort()).toEqual(['db', 'gone'])
  expect(Object.keys(networks)).toEqual(expect.arrayContaining(['lan', 'old']))
  const { row } = await client.ask<RunRecord>('GET', `/runs/${run}`)
  expect(row).toMatchObject({ learner: 'Try: A draft', lab: `draft:${draft.id}` })
  expect(await plan()).toEqual([])
})

it('plans and applies what was edited, and leaves alone what was made by hand', async () => {
  await client.tell('run:join', { run, after: 0 })
  const size = { cols: 80, rows: 24 }
  const opened = await client.tell<TerminalView>('terminal:open', { run, host: 'host1', ...size })
  const type = (line: string) =>
    client.wire.emit('terminal:input', { run, terminal: opened.id, data: `${line}\n` })
  type('docker run -d --name mine --network lan busybox sleep 1000')
  await until('my container', async () => (await host()).containers['mine']?.status === 'running')
  await save(after)
  const planned = await plan()
  const said = planned.map(({ action, target }) => `${action} ${target}`)
  expect(said).toEqual(
    expect.arrayContaining([
      'volume.create data',
      'container.remove db',
      'container.create db',
      'container.start db',
      'container.remove gone',
      'network.remove old',
    ]),
  )
  expect(said.join()).not.toContain('mine')
  expect(planned.every(({ reason }) => reason !== '')).toBe(true)
  const unplanned = await host()
  expect(unplanned.containers['gone']?.status).toBe('running')
  const path = `/drafts/${draft.id}/try/${run}/apply`
  expect(await client.ask<PlanStep[]>('POST', path)).toEqual(planned)
  const now = await host()
  expect(Object.keys(now.containers).sort()).toEqual(['db', 'mine'])
  expect(now.containers['db']).toMatchObject({ status: 'running', command: ['sleep', '2000'] })
  expect(now.containers['mine']).toEqual(unplanned.containers['mine'])
  expect(now.networks['old']).toBeUndefined()
  expect(await plan()).toEqual([])
  type('docker volume create by_hand')
  await until('the same shell', async () => 'by_hand' in (await host()).volumes)
})

it('goes on with the applied text after a restart of the server', async () => {
  await save(before)
  await client.stop()
  await client.start()
  await ready(run)
  expect(Object.keys((await host()).containers).sort()).toEqual(['db', 'mine'])
  expect((await plan()).map(({ action }) => action)).toContain('volume.remove')
  await save(after)
  expect(await plan()).toEqual([])
  const { entries } = await client.ask<RunRecord>('GET', `/runs/${run}`)
  expect(entries.map(({ body }) => body.type)).toContain('applied')
})

it('proves a draft, told step by step, and leaves nothing', async () => {
  const { proof } = await client.ask<{ proof: string }>('POST', `/drafts/${draft.id}/prove`)
  const events: ProofEvent[] = []
  client.wire.on('proof:event', (told) => {
    if (told.proof === proof) events.push(told.event)
  })
  events.push(...(await client.tell<ProofEvent[]>('proof:join', { proof })))
  const isDone = () => events.some(({ type }) => type === 'done')
  await until('the end of the proof', async () => isDone(), 2 * minute)
  expect(events.filter(({ type }) => type !== 'preparing')).toMatchObject([
    { type: 'step', step: 'first', before: 'fails', after: 'passes', surprise: '' },
    { type: 'done', proved: true, missing: [], failure: '' },
  ])
  expect(await client.left(proof)).toEqual([])
  const again = await client.tell<ProofEvent[]>('proof:join', { proof })
  expect(again.at(-1)?.type).toBe('done')
})

it('stops a proof that is started again, and refuses one of a broken text', async () => {
  const prove = () => client.ask<{ proof: string }>('POST', `/drafts/${draft.id}/prove`)
  const first = await prove()
  const second = await prove()
  const told = await client.tell<ProofEvent[]>('proof:join', first)
  expect(told.at(-1)).toMatchObject({ type: 'done', proved: false })
  expect(await client.left(first.proof)).toEqual([])
  await save('title: [')
  await expect(prove()).rejects.toThrow('lab-broken')
  const tried = client.ask('POST', `/drafts/${draft.id}/try`)
  await expect(tried).rejects.toThrow('lab-broken')
  expect(await client.left(run)).not.toEqual([])
  await save(after)
  expect(second.proof).not.toBe(first.proof)
})

it('has one try at a time, none of a deleted draft, and ends them without a trace', async () => {
  const second = await tryIt()
  expect(await client.left(run)).toEqual([])
  const rows = await client.ask<RunRow[]>('GET', '/runs')
  expect(rows.find((row) => row.run === run)).toMatchObject({ status: 'ended' })
  await expect(plan()).rejects.toThrow('run-over')
  const direct = client.ask('POST', '/runs', { lab: `draft:${draft.id}`, learner: 'Ada' })
  await expect(direct).rejects.toThrow('lab-unknown')
  await client.ask('DELETE', `/drafts/${draft.id}`)
  expect(await client.left(second)).toEqual([])
})
