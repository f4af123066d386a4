/** The other side of the desk: what a run's lab has as its solutions, and what is right just now. */
import { join } from 'node:path'
import { checkKind } from '../../labs/checks/index.ts'
import type { CompiledStep } from '../../labs/format/compiled.ts'
import { readCatalogue } from '../../server/catalogue.ts'
import { openRecords } from '../../server/records/index.ts'
import { openBench } from './docker.ts'
import { root } from './sources.ts'

export interface Solver {
  steps: readonly CompiledStep[]
  /** What to write below each question of a step, by check; asks the environment as it is. */
  answers(step: CompiledStep): Promise<[check: string, answer: string][]>
  /** What a command prints on a host. */
  read(host: string, command: string): Promise<string>
  close(): void
}

/** For a run of the catalogue that a server with this home has started. */
export async function openSolver(home: string, run: string): Promise<Solver> {
  const records = await openRecords({ file: join(home, 'slipway.db') })
  const [first] = await records.entries(run)
  await records.close()
  if (first?.body.type !== 'requested') throw new Error(`no record of ${run}`)
  const catalogue = await readCatalogue(join(root, 'labs/catalogue'))
  const { lab } = catalogue.compile(first.body.lab, first.body.seed)
  const bench = await openBench()
  const environment = bench.environments.open(run, lab)
  return {
    steps: lab.steps,
    async answers(step) {
      const found: [string, string][] = []
      for (const check of step.checks) {
        const solve = checkKind(check.kind)?.solve
        if (solve === undefined) continue
        const probe = environment.probe(() => undefined, undefined, AbortSignal.timeout(60_000))
        found.push([check.id, await solve(check.args, probe)])
      }
      return found
    },
    async read(host, command) {
      const options = { tty: true, timeoutMs: 60_000 }
      const { stdout } = await environment.exec(host, ['bash', '-lc', command], options)
      return stdout.replaceAll('\r', '').trim()
    },
    close: () => environment.close(),
  }
}
