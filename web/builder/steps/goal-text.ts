/** A step's goal with one wish taken out or put back. Pure. */
import { proposalsOf, withoutProposal, type Fields, type Path } from '../../../labs/edit/index.ts'
import { fieldsOf } from '../../../labs/edit/lab.ts'
import { at, isFields, type Value } from '../../../labs/edit/value.ts'

/** A wish that was taken out, to be put back as it was. */
export interface Unwished {
  path: Path
  words: string
  value: Value
}

export function unwish(goal: Fields, path: Path, words: string): { goal: Fields; out: Unwished } {
  const out = { path, words, value: at(goal, path) ?? {} }
  const less = withoutProposal(goal, path)
  // Without its last property a thing is still wished to be there.
  const thing = path.slice(0, 3)
  if (path.length <= 3 || at(less, thing) !== undefined) return { goal: less, out }
  return { goal: wishAgain(less, { path: thing, words, value: {} }), out }
}

export function wishAgain(goal: Fields, { path, value }: Unwished): Fields {
  const only = path.toReversed().reduce<Value>((inner, key) => ({ [String(key)]: inner }), value)
  return isFields(only) ? joined(goal, only) : goal
}

/** What is drawn of the things in a goal and is not wished: so before, and worth a check where it should stay so. */
export function offersOf(drawn: Fields, goal: Fields): Unwished[] {
  const whole = Object.fromEntries(
    Object.entries(goal).map(([host, parts]): [string, Value] => [
      host,
      inSections(fieldsOf(drawn[host]), fieldsOf(parts)),
    ]),
  )
  const seen = new Set<string>()
  return proposalsOf(whole).flatMap(({ path, words }) => {
    const key = path.join('\n')
    if (path.length < 4 || at(goal, path) !== undefined || seen.has(key)) return []
    seen.add(key)
    return [{ path, words, value: at(whole, path) ?? null }]
  })
}

function inSections(drawn: Fields, goal: Fields): Fields {
  return Object.fromEntries(
    Object.entries(goal).flatMap(([section, things]): [string, Value][] => {
      if (!isFields(things)) return []
      const now = fieldsOf(drawn[section])
      const wanted = Object.keys(things).filter(
        (name) => isFields(things[name]) && isFields(now[name]),
      )
      return [[section, Object.fromEntries(wanted.map((name) => [name, now[name] ?? {}]))]]
    }),
  )
}

function joined(goal: Fields, more: Fields): Fields {
  const keys = [...new Set([...Object.keys(more), ...Object.keys(goal)])]
  return Object.fromEntries(
    keys.map((key): [string, Value] => {
      const one = goal[key]
      const other = more[key]
      if (isFields(one) && isFields(other)) return [key, joined(one, other)]
      return [key, one ?? other ?? null]
    }),
  )
}
