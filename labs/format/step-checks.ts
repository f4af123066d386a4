/** The checks of a step, compiled: numbered, described, and each with what it depends on. */
import { checkKind } from '../checks/index.ts'
import { resolveRef, type CheckKind } from '../define.ts'
import type { Ref, ThingKind } from '../topology/state.ts'
import type { CompiledCheck } from './compiled.ts'
import { goalsOf } from './goal.ts'
import { goalChecks, type StateCheck } from './goal-checks.ts'
import type { LabFields, StepFields } from './schema.ts'
import { writtenChecks, type WrittenCheck } from './written-checks.ts'

/** Properties without which asking about a container has no point. */
const grounds = ['exists', 'status', 'endpoints', 'networkMode']

interface Named extends CompiledCheck {
  mentioned: { kind: ThingKind | 'host'; ref: Ref }[]
}

export function stepChecks(lab: LabFields, step: StepFields, index: number): CompiledCheck[] {
  const hosts = Object.keys(lab.hosts)
  const goals = goalsOf(lab, step, index).flatMap((goal) =>
    goalChecks(goal, (name) => (hosts.length > 1 ? `${goal.host}/${name}` : name)),
  )
  const written: WrittenCheck[] = [
    ...goals.map((args) => ({ kind: 'state', args, path: [], common: {} })),
    ...writtenChecks(step, index),
  ]
  const checks = written.map((check, at) => compiled(check, `${step.id}.${at + 1}`, hosts))
  return scaled(
    step.weight,
    checks.map((check) => withNeeds(check, checks)),
  )
}

function compiled({ kind: name, args, common }: WrittenCheck, id: string, hosts: string[]): Named {
  const kind = kindOf(name)
  const describe = common.title ?? kind.describe(args)
  return {
    id,
    kind: name,
    args,
    describe,
    needs: [],
    within: common.within ?? 0,
    stable: common.stable ?? 1,
    weight: common.weight ?? 1,
    live: kind.live,
    ...(kind.ask && { ask: kind.ask(args) }),
    mentioned: kind.mentions(args).flatMap(({ kind: thing, text }) => {
      const ref = thing === 'host' ? { host: text, name: text } : resolveRef(text, hosts)
      return ref === undefined ? [] : [{ kind: thing, ref }]
    }),
  }
}

function kindOf(name: string): CheckKind {
  const kind = checkKind(name)
  if (kind === undefined) throw new Error(`There is no check kind "${name}"`)
  return kind
}

/** A property needs its thing to exist, endpoints need their networks, and what is asked about a thing needs its grounds. */
function withNeeds({ mentioned, ...check }: Named, all: readonly Named[]): CompiledCheck {
  const needed = all.filter((other) => {
    if (other.id === check.id || other.kind !== 'state') return false
    const ground = other.args as StateCheck
    if (check.kind === 'state') return needsGround(check.args as StateCheck, ground)
    return grounds.includes(ground.property) && mentioned.some(sameAs(other))
  })
  return { ...check, needs: needed.map(({ id }) => id) }
}

/** What lives in a swarm needs one on the host that is asked about it. */
const swarmThings = ['service', 'secret', 'node']

function needsGround(property: StateCheck, ground: StateCheck): boolean {
  if (ground.thing === 'host' && ground.property === 'swarm') {
    return (
      swarmThings.includes(property.thing) &&
      (hostOf(property.name) === '' || hostOf(property.name) === ground.name)
    )
  }
  if (ground.property !== 'exists' || property.property === 'exists') return false
  if (ground.thing === property.thing && ground.name === property.name) return true
  const ends = property.wanted[property.thing === 'service' ? 'networks' : 'endpoints']
  const endpoints = ends as Record<string, unknown> | undefined
  if (endpoints === undefined || ground.thing !== 'network') return false
  const name = ground.name.slice(ground.name.lastIndexOf('/') + 1)
  return Object.hasOwn(endpoints, name) && hostOf(ground.name) === hostOf(property.name)
}

function hostOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf('/')))
}

function sameAs(other: Named) {
  return ({ kind, ref }: Named['mentioned'][number]): boolean =>
    other.mentioned.some(
      (one) => one.kind === kind && one.ref.host === ref.host && one.ref.name === ref.name,
    )
}

/** The weight of a step is shared out among its checks. */
function scaled(weight: number | undefined, checks: CompiledCheck[]): CompiledCheck[] {
  const sum = checks.reduce((total, check) => total + check.weight, 0)
  if (weight === undefined || sum === 0) return checks
  return checks.map((check) => ({ ...check, weight: (check.weight * weight) / sum }))
}
