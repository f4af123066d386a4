/** Applying a draft to its try while something in the hosts is in the way, and again when it is gone. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HostState, LabState } from '../../labs/topology/state.ts'
import type { Draft, PlanStep, RunRecord, StartedRun, TerminalView } from '../../server/protocol.ts'
import { BuilderClient } from '../support/builder-client.ts'
import { until } from '../support/docker.ts'

const lab = (containers: string) => `slipway: 1
title: A draft
hosts:
  host1:
    images: [busybox]
    volumes: { kept: {} }
    containers: { ${containers} }
steps:
  - id: first
    title: Create a network
    goal: { host1: { networks: { example_net: {} } } }
    solution: docker network create example_net
`
let client: BuilderClient
let draft: Draft
let run: string

beforeAll(async () => {
  client = await BuilderClient.open()
})
afterAll(() => client.close())

const path = () => `/drafts/${draft.id}/try/${run}`
const plan = async () =>
  (await client.ask<PlanStep[]>('GET', `${path()}/plan`)).map(
    ({ action, target }) => `${action} ${target}`,
  )
const apply = () => client.ask<PlanStep[]>('POST', `${path()}/apply`)
const host = async (): Promise<HostState> => {
  const { hosts } = await client.ask<LabState>('GET', `/runs/${run}/state`)
  const found = hosts['host1']
  if (found === undefined) throw new Error('host1 does not answer')
  return found
}

it('fails half-way, says why, goes on living, and does the rest the next time', async () => {
  const content = { text: lab(''), layout: { version: 1, positions: {} }, files: {} }
  draft = await client.ask<Draft>('POST', '/drafts', { content })
  run = (await client.ask<StartedRun>('POST', `/drafts/${draft.id}/try`)).run
  const status = async () => (await client.ask<RunRecord>('GET', `/runs/${run}`)).row.status
  await until('a ready try', async () => (await status()) === 'ready', 120_000)
  await client.tell('run:join', { run, after: 0 })
  const size = { cols: 80, rows: 24 }
  const { id } = await client.tell<TerminalView>('terminal:open', { run, host: 'host1', ...size })
  const type = (line: string) =>
    client.wire.emit('terminal:input', { run, terminal: id, data: `${line}\n` })
  type('docker run -d --name mine -p 8080:80 busybox sleep 1000')
  await until('my container', async () => (await host()).containers['mine']?.status === 'running')

  const text = lab('web: { image: busybox, command: sleep 1000, ports: ["8080:80"] }')
  const saved = { revision: draft.revision, ...content, text }
  await client.ask('PUT', `/drafts/${draft.id}`, saved)
  expect(await plan()).toEqual(['container.create web', 'container.start web'])
  await expect(apply()).rejects.toThrow(/8080|port/)
  expect(await status()).toBe('ready')
  expect((await host()).containers['mine']?.status).toBe('running')
  expect(await plan()).toContain('container.start web')

  type('docker rm -f mine')
  await until('a free port', async () => (await host()).containers['mine'] === undefined)
  await apply()
  expect((await host()).containers['web']?.status).toBe('running')
  expect(await plan()).toEqual([])
})
