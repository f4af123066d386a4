/** Typical wrong ways: the step stays unpassed, a check says why, and the learner gets back to where it began. */
import type { CompiledStep, Mistake, Solution } from '../../labs/format/compiled.ts'
import { quote } from '../../labs/exchange/shell.ts'
import type { LabState } from '../../labs/topology/state.ts'
import type { Environment } from '../runs/ports.ts'
import type { Asker } from './ask.ts'
import { atOnce, look, type Looked } from './look.ts'
import { until } from './until.ts'
import { type } from './type.ts'
import type { WayProof } from './ways.ts'

/** How long a wrong state may take to show. */
const SHOWS_MS = 8_000

export async function tryMistakes(
  step: CompiledStep,
  environment: Environment,
  asker: Asker,
  signal: AbortSignal,
  onWay: (proof: WayProof) => void,
): Promise<void> {
  for (const mistake of step.mistakes) {
    const began = performance.now()
    const before = await environment.observe()
    const printed = await type(mistake.run, environment)
    const { surprise, says } = await shown(mistake, step, asker, signal)
    const undo = mistake.undo ?? removals(before, await environment.observe())
    const undone = await type(undo, environment)
    onWay({
      ...{ step: step.id, kind: 'mistake', title: mistake.title, surprise, says },
      ms: Math.round(performance.now() - began),
      transcript: `${printed}\n${undone}`,
    })
  }
}

async function shown(
  mistake: Mistake,
  step: CompiledStep,
  asker: Asker,
  signal: AbortSignal,
): Promise<{ surprise: string; says: string[] }> {
  // Questions are open anyway as long as nobody has answered.
  const checks = step.checks.filter(({ ask }) => ask === undefined).map(atOnce)
  const wanted = mistake.says.toLowerCase()
  const told = (looked: Looked) =>
    looked.some((seen) => sentenceOf(seen).toLowerCase().includes(wanted))
  const looked = await until(() => look(checks, asker, signal), told, SHOWS_MS, signal)
  const says = looked.map(sentenceOf).filter((said) => said !== '')
  if (told(looked)) return { surprise: '', says }
  if (says.length === 0) return { surprise: 'does not fail the step', says }
  const surprise = `nobody says “${mistake.says}”; the learner reads: ${says.join(' · ')}`
  return { surprise, says }
}

/** What the learner reads of a check; empty unless it fails. */
export function sentenceOf({ outcome: { verdict, sentence } }: Looked[number]): string {
  return verdict === 'fail' ? sentence : ''
}

const kinds = [
  ['containers', 'docker rm -fv'],
  ['networks', 'docker network rm'],
  ['volumes', 'docker volume rm'],
] as const

/** Commands that remove what is there now and was not before. */
function removals(before: LabState, after: LabState): Solution[] {
  return Object.entries(after.hosts).flatMap(([host, now]) =>
    kinds.flatMap(([kind, remove]) => {
      const fresh = Object.keys(now[kind]).filter(
        (name) => before.hosts[host] !== undefined && !(name in before.hosts[host][kind]),
      )
      if (fresh.length === 0) return []
      // An anonymous volume may have gone with its container.
      return [{ host, run: `${remove} ${fresh.map(quote).join(' ')} 2>/dev/null || true` }]
    }),
  )
}
