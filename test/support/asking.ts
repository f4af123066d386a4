/** Asks one check as a run does, and has it explained where it fails. */
import { expect } from 'vitest'
import { checkKind } from '../../labs/checks/index.ts'
import type { Outcome } from '../../labs/define.ts'
import type { CompiledCheck } from '../../labs/format/compiled.ts'
import { brokenHop } from '../../labs/route/path.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { round } from '../../server/verify/round.ts'

export async function askOnce(
  environment: Environment,
  kind: string,
  args: unknown,
): Promise<Outcome> {
  const check: CompiledCheck = {
    ...{ id: 'one.1', kind, args, needs: [], within: 0, stable: 1, weight: 1, live: true },
    describe: checkKind(kind)?.describe(args) ?? '',
  }
  const outcomes: Outcome[] = []
  const events = {
    onAsking: () => undefined,
    onOutcome: (_: CompiledCheck, outcome: Outcome) => void outcomes.push(outcome),
  }
  const asker = {
    probe: environment.probe.bind(environment),
    answer: () => undefined,
    explains: true,
  }
  await round([check], asker, events, AbortSignal.timeout(60_000))
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('no outcome')
  return outcome
}

/** Where it breaks, in the words of the hop; empty where nothing broken was found. */
export async function whereBroken(
  environment: Environment,
  kind: string,
  args: unknown,
): Promise<string> {
  const { verdict, path } = await askOnce(environment, kind, args)
  expect(verdict).toBe('fail')
  const hop = path && brokenHop(path)
  return hop === undefined ? '' : `${hop.word} at ${hop.at.kind} ${hop.at.name}: ${hop.detail}`
}
