/** Everything that is drawn, start and goals alike, so that a rule about drawings is written once. */
import type { z } from 'zod'
import type { containerFields, networkFields } from '../../topology/fields.ts'
import type { serviceFields } from '../../topology/swarm-fields.ts'
import type { Path } from '../diagnostics.ts'
import { goalsOf } from '../goal.ts'
import type { LabFields } from '../schema.ts'

export interface Drawn<Fields> {
  host: string
  name: string
  fields: Fields
  path: Path
  /** Index of the step whose goal draws it; absent in the start. */
  step?: number
}

export type DrawnNetwork = Drawn<z.output<typeof networkFields>>
export type DrawnContainer = Drawn<z.output<typeof containerFields>>

export type DrawnService = Drawn<z.output<typeof serviceFields>>

type Section = 'networks' | 'containers' | 'services'

function drawn(lab: LabFields, section: Section): Drawn<unknown>[] {
  const start = Object.entries(lab.hosts).flatMap(([host, fields]) =>
    things(fields?.[section], host, ['hosts', host, section]),
  )
  const goals = lab.steps.flatMap((step, index) =>
    goalsOf(lab, step, index).flatMap(({ host, goal, path }) =>
      things(goal[section], host, [...path, section]).map((thing) => ({ ...thing, step: index })),
    ),
  )
  return [...start, ...goals]
}

function things(section: Record<string, unknown> | undefined, host: string, path: Path) {
  return Object.entries(section ?? {}).flatMap(([name, fields]): Drawn<unknown>[] =>
    fields === 'absent' ? [] : [{ host, name, fields: fields ?? {}, path: [...path, name] }],
  )
}

export function drawnNetworks(lab: LabFields): DrawnNetwork[] {
  return drawn(lab, 'networks') as DrawnNetwork[]
}

export function drawnContainers(lab: LabFields): DrawnContainer[] {
  return drawn(lab, 'containers') as DrawnContainer[]
}

export function drawnServices(lab: LabFields): DrawnService[] {
  return drawn(lab, 'services') as DrawnService[]
}
