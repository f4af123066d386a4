/** Draw the goal: a drawing before and after → what must become true, and the checks that follow, in words. */
import { checkKind } from '../checks/index.ts'
import type { Property } from '../topology/property.ts'
import { things } from '../topology/things.ts'
import { canonical } from './goal-canonical.ts'
import { redrawnGoal } from './goal-redrawn.ts'
import { fieldsOf, kinds, listOf, sections } from './lab.ts'
import type { Kind } from './lab.ts'
import type { Fields, Path, Value } from './value.ts'

/** A check that a goal means, and the part of the goal to leave out if it is not wanted. */
export interface Proposal {
  path: Path
  words: string
}

export interface DrawnGoal {
  /** By host; only what differs. */
  goal: Fields
  proposals: Proposal[]
}

/** Both drawings are a lab's `hosts`, as written. */
export function drawnGoal(before: Fields, after: Fields): DrawnGoal {
  const goal = redrawnGoal({ before, now: before, after }, {})
  return { goal, proposals: proposalsOf(goal) }
}

const drawn: [Kind | 'node', string][] = [
  ...kinds.map((kind): [Kind, string] => [kind, sections[kind]]),
  ['node', 'nodes'],
]

/** The checks of a goal by the written key that each comes from. */
export function proposalsOf(goal: Fields): Proposal[] {
  return Object.entries(goal).flatMap(([host, written]) => {
    const parts = fieldsOf(written)
    return [
      ...ofHost(host, parts),
      ...drawn.flatMap(([kind, section]) =>
        Object.entries(fieldsOf(parts[section])).flatMap(([name, spec]) =>
          thingProposals(kind, name, spec).map(({ path, words }) => ({
            path: [host, section, name, ...path],
            words,
          })),
        ),
      ),
    ]
  })
}

function ofHost(host: string, { swarm, images }: Fields): Proposal[] {
  const named = listOf(images).map(String)
  const words = named.length === 1 ? say({ thing: 'image', name: named[0] ?? '' }) : ''
  return [
    ...(swarm === undefined
      ? []
      : [
          {
            path: [host, 'swarm'],
            words: say({ thing: 'host', name: host, property: 'swarm', wanted: { swarm } }),
          },
        ]),
    ...(named.length === 0
      ? []
      : [
          {
            path: [host, 'images'],
            words: words || `There are images \`${named.join('`, `')}\``,
          },
        ]),
  ]
}

function thingProposals(kind: Kind | 'node', name: string, spec: Value): Proposal[] {
  if (spec === 'absent')
    return [{ path: [], words: say({ thing: kind, name, property: 'absent' }) }]
  const { without, ...wanted } = fieldsOf(spec)
  return [
    { path: [], words: say({ thing: kind, name }) },
    ...partProposals(kind, name, wanted, false),
    ...partProposals(kind, name, fieldsOf(without), true).map(({ path, words }) => ({
      path: ['without', ...path],
      words,
    })),
  ]
}

function partProposals(
  kind: Kind | 'node',
  name: string,
  spec: Fields,
  lacks: boolean,
): Proposal[] {
  return Object.entries(spec).flatMap(([key, value]) => {
    const wanted = canonical[kind]({ [key]: value })
    const properties = things[kind].properties as readonly Property<unknown, unknown>[]
    return properties
      .filter((property) => wanted !== undefined && property.drawn(wanted))
      .map((property) => ({
        path: [key],
        words: say({
          ...{ thing: kind, name, property: property.key, wanted: wanted ?? {} },
          ...(lacks && { lacks }),
        }),
      }))
  })
}

function say(check: {
  thing: string
  name: string
  property?: string
  wanted?: object
  lacks?: boolean
}): string {
  return checkKind('state')?.describe({ property: 'exists', wanted: {}, ...check }) ?? ''
}

/** The goal without one of its proposals; what is left empty goes. */
export function withoutProposal(goal: Fields, path: Path): Fields {
  const [step, ...rest] = path
  if (step === undefined) return {}
  return Object.fromEntries(
    Object.entries(goal).flatMap(([key, value]): [string, Value][] => {
      if (key !== String(step)) return [[key, value]]
      const left = rest.length === 0 ? {} : withoutProposal(fieldsOf(value), rest)
      return Object.keys(left).length === 0 ? [] : [[key, left]]
    }),
  )
}
