import { wrongValue, type Path, type Problem } from '../diagnostics.ts'
import type { LabFields } from '../schema.ts'
import { drawnNetworks } from './drawn.ts'
import type { Rule } from './rule.ts'

/** An overlay of the start needs somebody who knows all hosts: a swarm, or a store. */
export const overlays: Rule = (lab) =>
  drawnNetworks(lab).flatMap(({ host, name, fields, path, step }) => {
    if (step !== undefined || fields.driver !== 'overlay') return []
    const { swarm, daemon } = lab.hosts[host] ?? {}
    if (swarm === 'manager' || daemon?.['cluster-store'] !== undefined) return []
    const message = `\`${name}\` spans hosts, and \`${host}\` knows of no others.`
    const advice = `Write \`swarm: manager\` for \`${host}\`, or give its \`daemon\` a \`cluster-store\`.`
    return [wrongValue('needs-swarm', [...path, 'driver'], message, advice)]
  })

/** A service takes networks that span hosts only. */
export function suggestOverlay(lab: LabFields, host: string, name: string, at: Path): Problem[] {
  const found = drawnNetworks(lab).find((network) => network.host === host && network.name === name)
  const driver = found === undefined ? 'overlay' : found.fields.driver
  const local = found?.step === undefined ? (driver ?? 'bridge') : driver
  if (local === undefined || local === 'overlay') return []
  const message = `\`${name}\` is of driver ${local} and stays on one host, but a service may run on any.`
  return [wrongValue('driver-problem', at, message, 'Use a network with `driver: overlay`.')]
}
