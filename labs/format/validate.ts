/** What a schema cannot say: names that lead somewhere, ranges that do not overlap, steps that can be passed. */
import type { Problem } from './diagnostics.ts'
import type { LabFields } from './schema.ts'
import { clashes, containers } from './rules/containers.ts'
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

export function validate(lab: LabFields): Problem[] {
  return rules.flatMap((rule) => rule(lab))
}
