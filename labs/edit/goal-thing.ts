/** Draw the goal: what a gesture changes in what a step wishes of one thing. What it did not touch stays wished. */
import { canonical } from './goal-canonical.ts'
import { cleared } from './goal-cleared.ts'
import { holdsSeveral, redrawnItems, removable, withoutOf } from './goal-items.ts'
import type { Times } from './goal-items.ts'
import { fieldsOf } from './lab.ts'
import type { Kind } from './lab.ts'
import { refuse } from './refusal.ts'
import { meansTheSame, same } from './value.ts'
import type { Fields, Value } from './value.ts'

interface Thing extends Times {
  kind: Kind
  name: string
  wish: Value | undefined
}

/** Of one thing; undefined where nothing is wished. */
export function redrawnThing(thing: Thing): Value | undefined {
  const { kind, name, before, now, after, wish } = thing
  if (same([now ?? ABSENT], [after ?? ABSENT])) return wish
  if (after === undefined) return before === undefined ? undefined : 'absent'
  const times = {
    before: goalable(kind, before),
    now: goalable(kind, now === undefined ? before : now),
    after: goalable(kind, after),
  }
  const { without: _, ...asked } = fieldsOf(wish)
  const gone = withoutOf(wish)
  const wished = new Map(Object.entries(asked))
  const without = new Map(Object.entries(gone))
  for (const key of new Set(Object.values(times).flatMap((one) => Object.keys(one)))) {
    const at = { before: times.before[key], now: times.now[key], after: times.after[key] }
    if (same(at.now ?? null, at.after ?? null)) continue
    if (key === 'depends_on' && now === undefined) continue
    const told = { kind, name, key, isNew: before === undefined, spec: times.after }
    const next = redrawnKey(told, at, { wish: asked[key], without: gone[key] })
    put(wished, key, next.wish)
    put(without, key, next.without)
  }
  if (without.size > 0) wished.set('without', Object.fromEntries(without))
  if (wished.size > 0 || before === undefined) return Object.fromEntries(wished)
  const onlyThere =
    wish !== undefined && wish !== ABSENT && Object.keys(fieldsOf(wish)).length === 0
  return onlyThere ? wish : undefined
}

const ABSENT = 'absent'

/** What of a thing a goal may say: no engine gives back what is in a secret. */
function goalable(kind: Kind, spec: Value | undefined): Fields {
  const { content: _, file: __, ...others } = fieldsOf(spec)
  return kind === 'secret' ? others : fieldsOf(spec)
}

/** Sets, or takes out where nothing is wished. */
export function put(map: Map<string, Value>, key: string, value: Value | undefined): void {
  if (value === undefined) map.delete(key)
  else map.set(key, value)
}

interface Told {
  kind: Kind
  name: string
  key: string
  /** The thing is made in this step, so that nothing has to be taken away. */
  isNew: boolean
  /** The whole thing as it is drawn now. */
  spec: Fields
}

type Asked = Record<'wish' | 'without', Value | undefined>

function redrawnKey(told: Told, at: Times, asked: Asked): Asked {
  const { kind, name, key, isNew, spec } = told
  if (kind === 'container' && key === 'depends_on') {
    return refuse('Which container starts first counts at the start only. A goal cannot check it.')
  }
  if (isNew) return { wish: at.after, without: undefined }
  if (holdsSeveral(kind, key)) {
    const next = redrawnItems(kind, key, at, asked)
    if (next.without === undefined || removable[kind].includes(key)) return next
    return refuse(`A goal cannot ask that ${kind} \`${name}\` loses one of its \`${key}\`.`)
  }
  if (key === 'deploy') return { wish: redrawnDeploy(name, at, asked.wish), without: undefined }
  return { wish: plain(kind, name, key, at, spec), without: undefined }
}

function plain(
  kind: Kind,
  name: string,
  key: string,
  { before, after }: Times,
  spec: Fields,
): Value | undefined {
  if (after === undefined && before === undefined) return undefined
  // Networks and a network mode take each other's place: who writes one has said what becomes of the other.
  const other = { networks: 'network_mode', network_mode: 'networks' }[key]
  if (after === undefined && other !== undefined && other in spec) return undefined
  const wish = after ?? cleared(kind, name, key)
  return meansSame(kind, key, wish, before) ? undefined : wish
}

function meansSame(kind: Kind, key: string, wish: Value, before: Value | undefined): boolean {
  if (before === undefined) return false
  const [one, other] = [wish, before].map((value) => canonical[kind]({ [key]: value }))
  if (one === undefined || other === undefined) return same(wish, before)
  return meansTheSame(one as Fields, other as Fields)
}

const unsaidDeploy: Fields = { mode: 'replicated', replicas: 1, endpoint_mode: 'vip' }

/** How a service is spread, key by key. */
function redrawnDeploy(name: string, at: Times, wish: Value | undefined): Value | undefined {
  const [before, now, after] = [fieldsOf(at.before), fieldsOf(at.now), fieldsOf(at.after)]
  const next = new Map<string, Value>(Object.entries(fieldsOf(wish)))
  for (const key of new Set([before, now, after].flatMap((one) => Object.keys(one)))) {
    const value = after[key]
    if (same(now[key] ?? null, value ?? null)) continue
    const asked =
      value ??
      (before[key] === undefined
        ? undefined
        : (unsaidDeploy[key] ??
          refuse(`A goal cannot ask that service \`${name}\` loses its \`${key}\`.`)))
    const isSo = asked === undefined || same(asked, before[key] ?? null)
    put(next, key, isSo ? undefined : asked)
  }
  return next.size === 0 ? undefined : Object.fromEntries(next)
}
