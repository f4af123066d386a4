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

/** Where each kind of thing is drawn; images are known by nobody, and nodes are hosts. */
const sections = {
  network: 'networks',
  volume: 'volumes',
  container: 'containers',
  service: 'services',
  secret: 'secrets',
} as const

/** What can be there once a step is done; without a step, what the start draws. */
export function knownAt(lab: LabFields, step: number | undefined): Known {
  const steps = step === undefined ? [] : lab.steps.slice(0, step + 1)
  const words = new Set(steps.flatMap(commandWords))
  const drawn = (kind: ThingKind, host: string): string[] => {
    if (kind === 'image') return []
    if (kind === 'node') return Object.keys(lab.hosts)
    const start = Object.keys(lab.hosts[host]?.[sections[kind]] ?? {})
    const goals = steps.flatMap((one, index) =>
      goalsOf(lab, one, index)
        .filter((goal) => goal.host === host)
        .flatMap(({ goal }) => Object.keys(goal[sections[kind]] ?? {})),
    )
    const everywhere = kind === 'network' ? [...sharedNetworks(lab, steps), ...builtInNetworks] : []
    return [...new Set([...start, ...goals, ...everywhere])]
  }
  return {
    drawn,
    has: (kind, { host, name }) =>
      kind === 'image' || drawn(kind, host).includes(name) || words.has(name),
  }
}

/** Overlay networks span hosts: drawn on one, they can be used on all. */
function sharedNetworks(lab: LabFields, steps: StepFields[]): string[] {
  const start = Object.values(lab.hosts).map((fields) => fields?.networks)
  const goals = steps.flatMap((one, index) =>
    goalsOf(lab, one, index).map(({ goal }) => goal.networks),
  )
  return [...start, ...goals].flatMap((networks) =>
    Object.entries(networks ?? {}).flatMap(([name, network]) =>
      network !== 'absent' && network?.driver === 'overlay' ? [name] : [],
    ),
  )
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
