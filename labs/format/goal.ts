/** Goals: which host a goal is about, and what it draws. */
import { goalKeys, type GoalFields, type LabFields, type StepFields } from './schema.ts'
import type { Path } from './diagnostics.ts'

export interface HostGoal {
  host: string
  goal: GoalFields
  /** Where it is written. */
  path: Path
}

/** The goals of a step by host. What is not below a host belongs to the only one. */
export function goalsOf(lab: LabFields, step: StepFields, index: number): HostGoal[] {
  if (step.goal === undefined) return []
  const path = ['steps', index, 'goal']
  const entries = Object.entries(step.goal).filter(([, part]) => part !== undefined)
  const bare = entries.filter(([key]) => goalKeys.includes(key))
  const hosts = entries.filter(([key]) => !goalKeys.includes(key)) as [string, GoalFields][]
  const [only] = Object.keys(lab.hosts)
  const goal = Object.fromEntries(bare) as GoalFields
  return [
    ...(bare.length > 0 && only !== undefined ? [{ host: only, goal, path }] : []),
    ...hosts.map(([host, part]) => ({ host, goal: part, path: [...path, host] })),
  ]
}
