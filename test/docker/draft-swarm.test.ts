/** A try of a draft with a swarm, as the builder compares it: what engines lay in by themselves is nobody's doing. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compile, parse } from '../../labs/format/index.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { Draft, RunRecord, StartedRun, TerminalView } from '../../server/protocol.ts'
import { desiredAfter } from '../../web/builder/run/desired.ts'
import { deviations } from '../../web/builder/run/deviations.ts'
import { BuilderClient } from '../support/builder-client.ts'
import { until } from '../support/docker.ts'

const sleeper = `image: busybox, command: [sh, -c, "trap exit TERM; sleep 3600 & wait"]`
const text = `slipway: 1
title: A swarm to try
hosts:
  host1:
    swarm: manager
    networks: { mesh: { driver: overlay, attachable: true } }
    secrets: { word: { content: open sesame } }
    services:
      web:
        ${sleeper.replace(', ', '\n        ')}
        deploy: { replicas: 2, endpoint_mode: dnsrr }
        networks: [mesh]
        volumes: ["data:/data"]
        secrets: [word]
  host2: { swarm: worker, images: [busybox] }
steps:
  - id: look
    title: Look
    checks:
      - answer: { ask: How many nodes are there?, oneOf: ["2"] }
`
let client: BuilderClient
let run: string

beforeAll(async () => {
  client = await BuilderClient.open()
})
afterAll(() => client.close())

const found = async () => {
  const state = await client.ask<LabState>('GET', `/runs/${run}/state`)
  const { lab, diagnostics } = parse(text)
  if (lab === undefined) throw new Error(diagnostics.map(({ message }) => message).join())
  return deviations(desiredAfter(compile(lab, { id: 'swarm', seed: 'seed' }), 0), state)
}
const settle = (wanted: string[]) =>
  expect
    .poll(async () => (await found()).map(({ is, kind, name }) => `${is} ${kind} ${name}`).sort(), {
      timeout: 60_000,
    })
    .toEqual(wanted)

it('finds everything as drawn once the service runs', async () => {
  const content = { text, layout: { version: 1, positions: {} }, files: {} }
  const draft = await client.ask<Draft>('POST', '/drafts', { content })
  run = (await client.ask<StartedRun>('POST', `/drafts/${draft.id}/try`)).run
  await until(
    'a ready try',
    async () => (await client.ask<RunRecord>('GET', `/runs/${run}`)).row.status === 'ready',
    180_000,
  )
  await settle([])
})

it('names the service that differs, and what is missing and extra', async () => {
  await client.tell('run:join', { run, after: 0 })
  const size = { cols: 80, rows: 24 }
  const opened = await client.tell<TerminalView>('terminal:open', { run, host: 'host1', ...size })
  const type = (line: string) =>
    client.wire.emit('terminal:input', { run, terminal: opened.id, data: `${line}\n` })
  type('docker service update -d --secret-rm word --replicas 1 web; docker secret rm word')
  type('docker network create -d overlay mine; docker service create -d --name own busybox sleep 9')
  await settle([
    'different service web',
    'extra network mine',
    'extra service own',
    'missing secret word',
  ])
  const web = (await found()).find(({ name }) => name === 'web')
  expect(web?.reasons).toContain('service web: replicas are 1, should be 2')
})
