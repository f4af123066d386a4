/** Checks that only a whole run can show: what was typed, what disturbs, and what a learner sees of a closed way. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Outcome } from '../../labs/define.ts'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { Entry } from '../../server/protocol.ts'
import { openRecords, type Records } from '../../server/records/index.ts'
import type { Run } from '../../server/runs/run-ports.ts'
import { createRuns, type Runs } from '../../server/runs/runs.ts'
import { aCheck, aLab, aStep } from '../support/builders.ts'
import { openBench, until, type Bench } from '../support/docker.ts'
import { labWith } from '../support/labs.ts'
import { aCompiled, generousLimits } from '../support/runs.ts'

const web = { container: 'web', path: 'State.Status', equals: 'running' }

function lab(): CompiledLab {
  const box = { image: 'busybox', tty: true }
  const { wanted } = labWith(
    {
      host1: {
        networks: { lan: { driver: 'bridge' } },
        containers: {
          web: { ...box, restart: 'always' },
          db: { ...box, endpoints: { lan: {} } },
          far: { ...box },
        },
      },
    },
    [],
  )
  const typed = { kind: 'command', args: { words: ['docker', 'network', 'ls'] } }
  const args = { do: { kill: 'web' }, then: [{ inspect: web }], within: '30s', stable: 1 }
  const broken = { kind: 'perturb', args, live: false }
  const closed = { kind: 'ping', args: { from: 'db', to: 'far' } }
  return aLab({
    wanted,
    steps: [
      aStep('typed', { checks: [aCheck('typed.1', typed)] }),
      aStep('sturdy', { checks: [aCheck('sturdy.1', broken)] }),
      aStep('way', { checks: [aCheck('way.1', closed)] }),
    ],
  })
}

let bench: Bench
let records: Records
let folder: string
let runs: Runs
let run: Run
const entries: Entry[] = []

beforeAll(async () => {
  bench = await openBench()
  folder = await mkdtemp(join(tmpdir(), 'slipway-run-'))
  records = await openRecords({ file: join(folder, 'slipway.db') })
  runs = createRuns({
    environments: bench.environments,
    records,
    limits: generousLimits,
    compile: async () => aCompiled(lab()),
    warn: console.warn,
    onEngineLost: console.warn,
  })
  const begun = runs.find(await runs.start({ lab: 'a-lab', learner: 'Ada' }))
  if (begun === undefined) throw new Error('the run is gone')
  run = begun
  run.subscribe({ entry: (entry) => void entries.push(entry), live: () => undefined })
  await until('a ready run', () => run.status === 'ready', 90_000)
})
afterAll(async () => {
  await run?.end('server')
  await records?.close()
  await rm(folder, { recursive: true })
})

const passed = (step: string) =>
  entries.some(({ body }) => body.type === 'passed' && body.step === step)
const outcomesOf = (check: string): Outcome[] =>
  entries.flatMap(({ body }) =>
    body.type === 'outcome' && body.check === check ? [body.outcome] : [],
  )

it('hears a command that was typed in a terminal, with its exit code', async () => {
  const { id } = await run.terminals.open('host1', { cols: 100, rows: 24 })
  let shown = ''
  const heard = { data: (data: string) => void (shown += data), gone: () => undefined }
  shown = run.terminals.attach(id, 'me', heard).scrollback + shown
  await until('a prompt', () => shown.includes('\u001b]133;B'))
  run.terminals.input(id, 'docker network ls --nonsense; false\r')
  await until('a failure', () => outcomesOf('typed.1').some(({ found }) => /exit code/.test(found)))
  expect(passed('typed')).toBe(false)
  run.terminals.input(id, 'docker network ls\r')
  await until('a passed step', () => passed('typed'))
  const commands = entries.flatMap(({ body }) => (body.type === 'command' ? [body] : []))
  expect(commands.map(({ text, exit }) => [text, exit])).toEqual([
    ['docker network ls --nonsense; false', 1],
    ['docker network ls', 0],
  ])
})

it('disturbs by the button only, and passes the step then', async () => {
  const pid = async () => (await run.observe()).hosts['host1']?.containers['web']?.pid ?? 0
  const before = entries.length
  const terminal = run.terminals.list()[0]?.id ?? ''
  run.terminals.input(terminal, 'docker volume create noise\r')
  await until('the noise', async () => {
    return (await run.observe()).hosts['host1']?.volumes['noise'] !== undefined
  })
  await until('a later prompt', () =>
    entries.slice(before).some(({ body }) => body.type === 'command'),
  )
  expect(outcomesOf('sturdy.1')).toEqual([])
  await until('web running', async () => (await pid()) > 0)
  const killed = await pid()
  await run.ask('sturdy')
  expect(passed('sturdy'), outcomesOf('sturdy.1').at(-1)?.sentence).toBe(true)
  expect(await pid()).not.toBe(killed)
  const questions = outcomesOf('sturdy.1')
    .at(-1)
    ?.evidence.map(({ question }) => question)
  expect(questions).toContain('host1 kill -KILL of the first process of web')
})

it('shows a learner where a way breaks, and an instructor why', async () => {
  await run.ask('way')
  const seen = (await run.join(0)).live.now['way.1']
  expect(seen?.path?.hops).toEqual([
    {
      at: { host: 'host1', kind: 'network', name: 'bridge' },
      word: 'network',
      ok: false,
      detail: '',
    },
  ])
  expect(seen?.path?.hint).toMatch(/Docker keeps networks apart/)
  expect(seen?.evidence.some(({ question }) => question.startsWith('ip addr'))).toBe(false)
  const { entries: kept } = await records.record(run.id)
  const full = kept.flatMap(({ body }) =>
    body.type === 'outcome' && body.check === 'way.1' ? [body.outcome] : [],
  )
  expect(full.at(-1)?.path?.hops.map(({ word }) => word)).toContain('receiver')
  expect(full.at(-1)?.evidence.some(({ question }) => question.startsWith('ip addr'))).toBe(true)
})
