/** Which things a lab can hold by a step: what the start and the goals draw, and what its commands name. */
import { builtInNetworks } from '../../topology/names.ts'
import type { Ref, ThingKind } from '../../topology/state.ts'
import { goalsOf } from '../goal.ts'
import type { LabFields, StepFields } from '../schema.ts'
import { fences } from './fences.ts'

export interface Known {
  has(kind: ThingKind, ref: Ref): boolean
  /** Names to suggest. */
  drawn(kind: ThingKind, host: string): string[]
}

const sections = { network: 'networks', volume: 'volumes', container: 'containers' } as const

/** What can be there once a step is done; without a step, what the start draws. */
export function knownAt(lab: LabFields, step: number | undefined): Known {
  const steps = step === undefined ? [] : lab.steps.slice(0, step + 1)
  const words = new Set(steps.flatMap(commandWords))
  const drawn = (kind: ThingKind, host: string): string[] => {
    if (kind === 'image') return []
    const start = Object.keys(lab.hosts[host]?.[sections[kind]] ?? {})
    const goals = steps.flatMap((one, index) =>
      goalsOf(lab, one, index)
        .filter((goal) => goal.host === host)
        .flatMap(({ goal }) => Object.keys(goal[sections[kind]] ?? {})),
    )
    return [...new Set([...start, ...goals, ...(kind === 'network' ? builtInNetworks : [])])]
  }
  return {
    drawn,
    has: (kind, { host, name }) =>
      kind === 'image' || drawn(kind, host).includes(name) || words.has(name),
  }
}

/** Words of the commands that a step gives: its solution and its click-to-run blocks. */
function commandWords({ solution, text }: StepFields): string[] {
  const solutions =
    typeof solution === 'string' ? [solution] : (solution ?? []).map(({ run }) => run)
  const commands = [...solutions, ...fences(text ?? '').map(({ body }) => body)]
  return commands.flatMap((command) =>
    command.split(/[^\w.-]+/).map((word) => word.replace(/\.$/, '')),
  )
}
