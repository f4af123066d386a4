/** A goal → checks: first that each thing is there, then one for each property that is drawn. */
import { builtInNetworks } from '../topology/names.ts'
import { goalContainer, goalNetwork, wantedVolume } from '../topology/normalise.ts'
import { goalNode, goalSecret, goalService } from '../topology/swarm-normalise.ts'
import { things, type ThingWithProperties } from '../topology/things.ts'
import type { HostGoal } from './goal.ts'

export interface StateCheck {
  thing: ThingWithProperties | 'image'
  /** As a check's text would name it. */
  name: string
  property: string
  wanted: Record<string, unknown>
  /** What is drawn must not be among what the thing has. */
  lacks?: true
}

type Fields = Record<string, unknown>

/** Each section of a goal with the kind of its things and how what is written becomes what is wanted. */
const sections = {
  networks: ['network', (fields) => goalNetwork(fields ?? {})],
  volumes: ['volume', (fields) => wantedVolume(fields ?? {})],
  containers: ['container', (fields) => goalContainer(fields ?? {})],
  nodes: ['node', (fields) => goalNode(fields ?? {})],
  secrets: ['secret', (fields) => goalSecret(fields ?? {})],
  services: ['service', (fields) => goalService(fields ?? {})],
} satisfies {
  [S in Section]: [ThingWithProperties, (fields: Written<S>) => object]
}
type Section = Exclude<keyof HostGoal['goal'], 'images' | 'swarm'>
type Written<S extends Section> = Exclude<NonNullable<HostGoal['goal'][S]>[string], 'absent'>

/** `qualify` puts the host before a name where a lab has several. */
export function goalChecks(
  { host, goal }: HostGoal,
  qualify: (name: string) => string,
): StateCheck[] {
  const images = (goal.images ?? []).map((name): StateCheck => ({
    thing: 'image',
    name: qualify(name),
    property: 'exists',
    wanted: {},
  }))
  const swarm: StateCheck[] =
    goal.swarm === undefined
      ? []
      : [{ thing: 'host', name: host, property: 'swarm', wanted: { swarm: goal.swarm } }]
  const drawn = Object.entries(sections).flatMap(([section, [kind, normal]]) => {
    const written = goal[section as Section] ?? {}
    const wanted = normal as (fields: unknown) => Fields
    return Object.entries(written).flatMap(([name, fields]) =>
      fields === 'absent'
        ? [{ thing: kind, name: qualify(name), property: 'absent', wanted: {} }]
        : thing(kind, qualify(name), wanted(fields), wanted(withoutOf(fields))),
    )
  })
  return [...images, ...swarm, ...drawn]
}

function withoutOf(fields: unknown): unknown {
  return typeof fields === 'object' && fields !== null && 'without' in fields
    ? fields.without
    : undefined
}

function thing(
  kind: ThingWithProperties,
  name: string,
  wanted: Fields,
  unwanted: Fields,
): StateCheck[] {
  const drawn = drawnKeys(kind, wanted)
  const given = kind === 'network' && builtInNetworks.includes(name) && drawn.length > 0
  return [
    ...(given ? [] : [{ thing: kind, name, property: 'exists', wanted: {} }]),
    ...drawn.map((key) => ({ thing: kind, name, property: key, wanted: { [key]: wanted[key] } })),
    ...drawnKeys(kind, unwanted).map((key): StateCheck => ({
      ...{ thing: kind, name, property: key, wanted: { [key]: unwanted[key] } },
      lacks: true,
    })),
  ]
}

function drawnKeys(kind: ThingWithProperties, wanted: Fields): string[] {
  return things[kind].properties.filter(({ drawn }) => drawn(wanted as never)).map(({ key }) => key)
}
