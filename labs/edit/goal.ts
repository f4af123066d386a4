/** Draw the goal: a drawing before and after → what must become true, and the checks that follow, in words. */
import { checkKind } from '../checks/index.ts'
import { containerFields, networkFields, volumeFields } from '../topology/fields.ts'
import { goalContainer, goalNetwork, wantedVolume } from '../topology/normalise.ts'
import { secretGoalFields, serviceFields } from '../topology/swarm-fields.ts'
import { goalSecret, goalService } from '../topology/swarm-normalise.ts'
import type { Property } from '../topology/property.ts'
import { things } from '../topology/things.ts'
import { fieldsOf, goalsOf, kinds, sections, startOf, stepsOf } from './lab.ts'
import type { Kind } from './lab.ts'
import { same } from './value.ts'
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
  const hosts = Object.keys(after).map((host): [string, Fields] => [
    host,
    hostGoal(fieldsOf(before[host]), fieldsOf(after[host])),
  ])
  const goal = Object.fromEntries(hosts.filter(([, sections]) => Object.keys(sections).length > 0))
  return { goal, proposals: proposalsOf(goal) }
}

function hostGoal(before: Fields, after: Fields): Fields {
  const parts = kinds.map((kind): [string, Fields] => {
    const section = sections[kind]
    return [section, sectionGoal(fieldsOf(before[section]), fieldsOf(after[section]))]
  })
  return Object.fromEntries(parts.filter(([, things]) => Object.keys(things).length > 0))
}

function sectionGoal(before: Fields, after: Fields): Fields {
  const wanted = Object.entries(after).flatMap(([name, spec]): [string, Value][] => {
    if (!Object.hasOwn(before, name) || before[name] === 'absent') return [[name, spec]]
    const changes = differing(fieldsOf(before[name]), fieldsOf(spec))
    return Object.keys(changes).length === 0 ? [] : [[name, changes]]
  })
  const gone = Object.keys(before)
    .filter((name) => before[name] !== 'absent' && !Object.hasOwn(after, name))
    .map((name): [string, Value] => [name, 'absent'])
  return Object.fromEntries([...wanted, ...gone])
}

/** What is merely no longer written has no wish of its own. */
function differing(before: Fields, after: Fields): Fields {
  return Object.fromEntries(
    Object.entries(after).filter(([key, value]) => !same(value, before[key] ?? null)),
  )
}

/** The checks of a goal by the written key that each comes from. */
export function proposalsOf(goal: Fields): Proposal[] {
  return Object.entries(goal).flatMap(([host, parts]) =>
    kinds.flatMap((kind) =>
      Object.entries(fieldsOf(fieldsOf(parts)[sections[kind]])).flatMap(([name, spec]) =>
        thingProposals(kind, name, spec).map(({ path, words }) => ({
          path: [host, sections[kind], name, ...path],
          words,
        })),
      ),
    ),
  )
}

function thingProposals(kind: Kind, name: string, spec: Value): Proposal[] {
  if (spec === 'absent') return [{ path: [], words: say(kind, name, 'absent', {}) }]
  const parts = Object.entries(fieldsOf(spec)).flatMap(([key, value]) => {
    const wanted = canonical[kind]({ [key]: value })
    const properties = things[kind].properties as readonly Property<unknown, unknown>[]
    return properties
      .filter((property) => wanted !== undefined && property.drawn(wanted))
      .map((property) => ({ path: [key], words: say(kind, name, property.key, wanted ?? {}) }))
  })
  return [{ path: [], words: say(kind, name, 'exists', {}) }, ...parts]
}

function say(thing: Kind, name: string, property: string, wanted: object): string {
  return checkKind('state')?.describe({ thing, name, property, wanted }) ?? ''
}

/** One written key in canonical form; undefined where it is not legal. */
const canonical: Record<Kind, (spec: Fields) => object | undefined> = {
  network: (spec) => {
    const { data } = networkFields.safeParse(spec)
    return data && goalNetwork(data)
  },
  volume: (spec) => {
    const { data } = volumeFields.safeParse(spec)
    return data && wantedVolume(data)
  },
  container: (spec) => {
    const { data } = containerFields.safeParse(spec)
    return data && goalContainer(data)
  },
  service: (spec) => {
    const { data } = serviceFields.safeParse(spec)
    return data && goalService(data)
  },
  secret: (spec) => {
    const { data } = secretGoalFields.safeParse(spec)
    return data && goalSecret(data)
  },
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

/** The drawing that a step begins with: the start, and on it the goals of the steps before, as a lab’s `hosts`. */
export function drawingBefore(lab: Value, step: number): Fields {
  const hosts = Object.fromEntries(startOf(lab).map(({ host, fields }) => [host, fields]))
  return goalsOf(lab)
    .filter((goal) => (goal.step ?? 0) < step && step <= stepsOf(lab).length)
    .reduce<Fields>(
      (drawing, { host, fields }) => ({
        ...drawing,
        [host]: merged(fieldsOf(drawing[host]), fields),
      }),
      hosts,
    )
}

function merged(host: Fields, goal: Fields): Fields {
  const parts = kinds.map((kind): [string, Fields] => {
    const drawn = { ...fieldsOf(host[sections[kind]]) }
    const wanted = Object.entries(fieldsOf(goal[sections[kind]]))
    const next = wanted.reduce((all, [name, spec]) => put(all, name, spec), drawn)
    return [sections[kind], next]
  })
  return {
    ...withRole(host, goal['swarm']),
    ...Object.fromEntries(parts.filter(([, part]) => Object.keys(part).length > 0)),
  }
}

function withRole(host: Fields, role: Value | undefined): Fields {
  const { swarm: _, ...others } = host
  if (role === 'absent') return others
  return role === undefined ? host : { ...others, swarm: role }
}

function put(all: Fields, name: string, spec: Value): Fields {
  const { [name]: old, ...others } = all
  if (spec === 'absent') return others
  return { ...all, [name]: { ...withoutOther(fieldsOf(old), fieldsOf(spec)), ...fieldsOf(spec) } }
}

/** A network mode and networks take each other's place. */
function withoutOther(old: Fields, spec: Fields): Fields {
  const { network_mode, networks, ...others } = old
  if ('networks' in spec || 'network_mode' in spec) return others
  return old
}
