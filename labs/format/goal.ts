/** Goals: which host a goal is about, and what it draws. */
import type { GoalFields, LabFields, StepFields } from './schema.ts'
import type { Path } from './diagnostics.ts'

export interface HostGoal {
  host: string
  goal: GoalFields
  /** Where it is written. */
  path: Path
}

const sections = ['networks', 'volumes', 'containers', 'images'] as const

/** The goals of a step by host. What is not below a host belongs to the only one. */
export function goalsOf(lab: LabFields, step: StepFields, index: number): HostGoal[] {
  if (step.goal === undefined) return []
  const path = ['steps', index, 'goal']
  const { networks, volumes, containers, images, ...hosts } = step.goal
  const bare: GoalFields = { networks, volumes, containers, images }
  const [only] = Object.keys(lab.hosts)
  const written = sections.some((key) => bare[key] !== undefined)
  return [
    ...(written && only !== undefined ? [{ host: only, goal: bare, path }] : []),
    ...Object.entries(hosts).map(([host, goal]) => ({ host, goal, path: [...path, host] })),
  ]
}
