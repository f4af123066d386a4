/** What a schema cannot say: names that lead somewhere, ranges that do not overlap, steps that can be passed. */
import type { Problem } from './diagnostics.ts'
import type { LabFields } from './schema.ts'
import { clashes, containers } from './rules/containers.ts'
import { givenFiles } from './rules/files.ts'
import { names } from './rules/names.ts'
import { networkDrivers, subnets } from './rules/networks.ts'
import { order, swarm } from './rules/order.ts'
import { overlays } from './rules/overlays.ts'
import { hosts, mentions } from './rules/references.ts'
import type { Rule } from './rules/rule.ts'
import { contents, services } from './rules/services.ts'
import { stepIds, steps } from './rules/steps.ts'
import { wires } from './rules/wires.ts'

const rules: readonly Rule[] = [
  names,
  networkDrivers,
  subnets,
  containers,
  clashes,
  wires,
  order,
  swarm,
  overlays,
  services,
  contents,
  hosts,
  mentions,
  stepIds,
  steps,
]

/** `files`: paths inside the lab's folder `files/`; without them nobody can say what is missing there. */
export function validate(lab: LabFields, files?: readonly string[]): Problem[] {
  const found = rules.flatMap((rule) => rule(lab))
  return files === undefined ? found : [...found, ...givenFiles(lab, files)]
}
