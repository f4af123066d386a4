/** Which mutations there are, each at the last step after which its element is still there. */
import type { CompiledCheck, CompiledLab } from '../../labs/format/compiled.ts'
import { mutationsOf } from '../../labs/mutate/kinds.ts'
import type { Mutation } from '../../labs/mutate/mutation.ts'
import type { Environment } from '../runs/ports.ts'

export async function mutationsNow(
  lab: CompiledLab,
  environment: Pick<Environment, 'observe' | 'exec'>,
  checks: readonly CompiledCheck[],
): Promise<Mutation[]> {
  const state = await environment.observe()
  const daemon = await Promise.all(
    Object.keys(state.hosts).map(
      async (host) => [host, await daemonOf(host, environment)] as const,
    ),
  )
  return mutationsOf({ lab, state, daemon: Object.fromEntries(daemon), checks })
}

async function daemonOf(
  host: string,
  environment: Pick<Environment, 'exec'>,
): Promise<Record<string, unknown>> {
  const { code, stdout } = await environment.exec(host, ['cat', '/etc/docker/daemon.json'])
  if (code !== 0) return {}
  const parsed: unknown = JSON.parse(stdout)
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}

/** Mutation names by the number of the last step that has them. */
export type Survey = Map<string, number>

/** The steps at which there is something to break, first to last, with the names. */
export function stops(survey: Survey): [step: number, names: ReadonlySet<string>][] {
  const steps = [...new Set(survey.values())].sort((one, other) => one - other)
  return steps.map((step) => [
    step,
    new Set([...survey].filter(([, last]) => last === step).map(([name]) => name)),
  ])
}
