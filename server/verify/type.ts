/** Commands typed into the hosts of a lab as a learner would. */
import type { Solution } from '../../labs/format/compiled.ts'
import type { Environment } from '../runs/ports.ts'

const COMMAND_MS = 120_000

/** Resolves to what was typed and what came back. */
export async function type(
  commands: readonly Solution[],
  environment: Pick<Environment, 'exec'>,
): Promise<string> {
  const lines: string[] = []
  for (const { host, run } of commands) {
    const done = await environment.exec(host, ['bash', '-lc', run], {
      tty: true,
      timeoutMs: COMMAND_MS,
    })
    lines.push(`${host}$ ${run}`, done.stdout.trimEnd(), `(exit ${done.code})`)
  }
  return lines.join('\n')
}
