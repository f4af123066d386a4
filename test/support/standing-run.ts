/** A run of a small lab on a real engine, for tests of what a learner has beside the terminals. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledLab } from '../../labs/format/compiled.ts'
import type { EntryBody } from '../../server/protocol.ts'
import { openRecords, type Records } from '../../server/records/index.ts'
import type { Run } from '../../server/runs/run-ports.ts'
import { createRuns } from '../../server/runs/runs.ts'
import { aCheck, aStep } from './builders.ts'
import { openBench, until, type Bench } from './docker.ts'
import { aCompiled, aStandingLab, generousLimits } from './runs.ts'

export interface StandingRun {
  bench: Bench
  records: Records
  run: Run
  /** What was recorded since the run was ready, or just before. */
  bodies: EntryBody[]
  /** Runs a command in a host and answers with what it printed. */
  sh(command: string, host?: string): Promise<string>
  close(): Promise<void>
}

function networkStep(name: string) {
  const args = { thing: 'network', name: `host1/${name}`, property: 'exists', wanted: {} }
  const check = aCheck(`${name}.1`, { args, describe: `There is a network \`${name}\`` })
  const solution = [{ host: 'host1', run: `docker network create ${name}` }]
  return aStep(name, { checks: [check], solution })
}

/** Asks for the command, too. */
function typedStep(name: string) {
  const step = networkStep(name)
  const args = { on: 'host1', words: ['docker', 'network', 'create', name] }
  const typed = aCheck(`${name}.2`, { kind: 'command', args, describe: 'You ran it' })
  return { ...step, checks: [...step.checks, typed] }
}

/** Two hosts, and a network a step; the second asks for its command as well, and the solution of the fourth solves nothing. */
function aLab(): CompiledLab {
  const lab = aStandingLab()
  const [host] = Object.values(lab.wanted.hosts)
  if (host === undefined) throw new Error('no host')
  const wired = { ...host, wires: ['wire'] }
  const hosts = { host1: { ...wired, images: ['busybox'] }, host2: wired }
  const steps = [networkStep('first'), typedStep('second'), networkStep('third')]
  const unsolved = { ...networkStep('fourth'), solution: [{ host: 'host1', run: 'true' }] }
  steps.push(unsolved, networkStep('fifth'))
  return { ...lab, wanted: { ...lab.wanted, wires: ['wire'], hosts }, steps }
}

export async function openStandingRun(): Promise<StandingRun> {
  const bench = await openBench()
  const folder = await mkdtemp(join(tmpdir(), 'slipway-standing-'))
  const records = await openRecords({ file: join(folder, 'slipway.db') })
  const runs = createRuns({
    environments: bench.environments,
    records,
    limits: generousLimits,
    compile: async () => aCompiled(aLab()),
    warn: console.warn,
    onEngineLost: console.warn,
  })
  const run = runs.find(await runs.start({ lab: 'a-lab', learner: 'Ada' }))
  if (run === undefined) throw new Error('the run is gone')
  const bodies: EntryBody[] = []
  run.subscribe({ entry: ({ body }) => void bodies.push(body), live: () => undefined })
  await until('a ready run', () => run.status === 'ready', 60_000)
  return {
    ...{ bench, records, run, bodies },
    async sh(command, host = 'host1') {
      const environment = bench.environments.open(run.id, aLab())
      try {
        return (await environment.exec(host, ['bash', '-c', command])).stdout
      } finally {
        environment.close()
      }
    },
    async close() {
      await run.end('server')
      await records.close()
      await rm(folder, { recursive: true })
    },
  }
}
