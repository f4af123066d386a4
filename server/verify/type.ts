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
  const kept: string[] = []
  for (const { host, run, keep } of commands) {
    const done = await environment.exec(host, ['bash', '-lc', run], {
      tty: true,
      timeoutMs: COMMAND_MS,
      env: kept,
    })
    if (keep !== undefined) kept.push(`${keep}=${done.stdout.replaceAll('\r', '').trim()}`)
    lines.push(`${host}$ ${run}`, done.stdout.trimEnd(), `(exit ${done.code})`)
  }
  return lines.join('\n')
}
