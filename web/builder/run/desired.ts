/** What a lab wants after some of its steps: its start, and on it the goals. Pure. */
import type {
  CompiledLab,
  WantedHost,
  WantedSecret,
  WantedVolume,
} from '../../../labs/format/index.ts'
import { laidOver } from '../../../labs/topology/laid-over.ts'
import type { GoalContainer, GoalNetwork } from '../../../labs/topology/normalise.ts'
import type { ThingWithProperties } from '../../../labs/topology/things.ts'
import type { GoalService } from '../../../labs/topology/swarm-normalise.ts'
import type { GoalHost } from '../../../labs/topology/swarm-properties.ts'

export interface DesiredHost {
  networks: Record<string, GoalNetwork>
  volumes: Record<string, WantedVolume>
  containers: Record<string, GoalContainer>
  services: Record<string, GoalService>
  secrets: Record<string, Pick<WantedSecret, 'labels'>>
  /** What is wanted of the host itself. */
  self: GoalHost
}
export type Desired = Record<string, DesiredHost>

/** The start, and on it the goals of the first `steps` steps. */
export function desiredAfter(lab: CompiledLab, steps: number): Desired {
  const desired = Object.fromEntries(
    Object.entries(lab.wanted.hosts).map(([name, host]) => [name, startOf(host)]),
  )
  for (const { checks } of lab.steps.slice(0, steps)) {
    for (const { kind, args } of checks) if (kind === 'state') draw(desired, args as Wish)
  }
  return desired
}

const startOf = (host: WantedHost): DesiredHost => ({
  networks: { ...host.networks },
  volumes: { ...host.volumes },
  containers: { ...host.containers },
  services: { ...host.services },
  secrets: { ...host.secrets },
  self: host.swarm === undefined ? {} : { swarm: host.swarm },
})

interface Wish {
  thing: string
  name: string
  property: string
  wanted: Readonly<Record<string, unknown>>
  lacks?: boolean
}

function draw(desired: Desired, wish: Wish): void {
  const { thing, name, property, wanted } = wish
  const itself = thing === 'host' ? desired[name] : undefined
  if (itself !== undefined) Object.assign(itself.self, wanted)
  const slash = name.indexOf('/')
  const own = slash > 0 ? desired[name.slice(0, slash)] : undefined
  const host = own ?? Object.values(desired)[0]
  const key = own === undefined ? name : name.slice(slash + 1)
  const sections: Record<string, Record<string, Readonly<Record<string, unknown>>> | undefined> = {
    network: host?.networks,
    volume: host?.volumes,
    container: host?.containers,
    service: host?.services,
    secret: host?.secrets,
  }
  const section = sections[thing]
  if (section === undefined) return
  if (property === 'absent') delete section[key]
  else if (!(property in wanted)) section[key] = { ...section[key] }
  else {
    const laid = laidOver(section[key]?.[property], {
      ...wish,
      thing: thing as ThingWithProperties,
    })
    section[key] = { ...section[key], [property]: laid }
  }
}
