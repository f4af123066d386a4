/** A goal → checks: first that each thing is there, then one for each property that is drawn. */
import { builtInNetworks } from '../topology/names.ts'
import { goalContainer, goalNetwork, wantedVolume } from '../topology/normalise.ts'
import { things, type ThingWithProperties } from '../topology/things.ts'
import type { HostGoal } from './goal.ts'

export interface StateCheck {
  thing: ThingWithProperties | 'image'
  /** As a check's text would name it. */
  name: string
  property: string
  wanted: Record<string, unknown>
}

/** `qualify` puts the host before a name where a lab has several. */
export function goalChecks({ goal }: HostGoal, qualify: (name: string) => string): StateCheck[] {
  const networks = Object.entries(goal.networks ?? {}).flatMap(([name, fields]) =>
    thing('network', qualify(name), fields === 'absent' ? fields : goalNetwork(fields ?? {})),
  )
  const volumes = Object.entries(goal.volumes ?? {}).flatMap(([name, fields]) =>
    thing('volume', qualify(name), fields === 'absent' ? fields : wantedVolume(fields ?? {})),
  )
  const containers = Object.entries(goal.containers ?? {}).flatMap(([name, fields]) =>
    thing('container', qualify(name), fields === 'absent' ? fields : goalContainer(fields ?? {})),
  )
  const images = (goal.images ?? []).map((name): StateCheck => ({
    thing: 'image',
    name: qualify(name),
    property: 'exists',
    wanted: {},
  }))
  return [...images, ...networks, ...volumes, ...containers]
}

function thing(
  kind: ThingWithProperties,
  name: string,
  wanted: 'absent' | Record<string, unknown>,
): StateCheck[] {
  if (wanted === 'absent') return [{ thing: kind, name, property: 'absent', wanted: {} }]
  const drawn = things[kind].properties.filter(({ drawn: is }) => is(wanted as never))
  const given = kind === 'network' && builtInNetworks.includes(name) && drawn.length > 0
  return [
    ...(given ? [] : [{ thing: kind, name, property: 'exists', wanted: {} }]),
    ...drawn.map(({ key }) => ({
      thing: kind,
      name,
      property: key,
      wanted: { [key]: wanted[key] },
    })),
  ]
}
