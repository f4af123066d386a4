/** A step with ten checks against ten questions by the docker client. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CompiledCheck } from '../../labs/format/compiled.ts'
import { checkKind } from '../../labs/checks/index.ts'
import { round } from '../../server/verify/round.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { builder, withRun, type Ground } from './ground.ts'
import { inTurn, timed } from './measure.ts'

const boxes = ['a', 'b', 'c', 'd', 'e'].map((letter) => `box-${letter}`)

/** Two questions about each of five containers. */
const questions = boxes.flatMap((box) => [
  { container: box, path: 'State.Status', equals: 'running' },
  { container: box, path: 'NetworkSettings.Networks.net.IPAddress', exists: true },
])

const templates = ['{{.State.Status}}', '{{.NetworkSettings.Networks.net.IPAddress}}']
const commands = boxes.flatMap((box) =>
  templates.map((template) => `docker inspect --format='${template}' ${box}`),
)

export async function checking(
  ground: Ground,
  rounds: number,
): Promise<Record<'checks' | 'commands', number[]>> {
  let result: Record<'checks' | 'commands', number[]> = { checks: [], commands: [] }
  const containers = Object.fromEntries(
    boxes.map((box) => [
      box,
      { image: 'busybox', command: ['sleep', '3600'], endpoints: { net: {} } },
    ]),
  )
  await withRun(ground, async (run, environment) => {
    await builder(ground, run, { networks: { net: { driver: 'bridge' } }, containers })()
    result = await inTurn(rounds, {
      checks: async () => {
        // Looks are shared for a moment; a new round should look anew.
        await wait(500)
        return timed(() => ask(environment))
      },
      commands: () => timed(() => type(environment)),
    })
  })
  return result
}

async function ask(environment: Environment): Promise<void> {
  const { signal } = new AbortController()
  const asker = {
    probe: environment.probe.bind(environment),
    answer: () => undefined,
  }
  const quiet = { onAsking: () => undefined, onOutcome: () => undefined }
  if (!(await round(questions.map(check), asker, quiet, signal))) {
    throw new Error('the checks did not pass')
  }
}

function check(args: unknown, index: number): CompiledCheck {
  const describe = checkKind('inspect')?.describe(args) ?? ''
  const plain = { needs: [], within: 0, stable: 1, weight: 1, live: true }
  return { id: `bench.${index}`, kind: 'inspect', args, describe, ...plain }
}

/** One after the other, as a learner or a script would; the shell itself is started once. */
async function type(environment: Environment): Promise<void> {
  const { code, stderr } = await environment.exec('host1', ['sh', '-ec', commands.join('\n')])
  if (code !== 0) throw new Error(stderr)
}
