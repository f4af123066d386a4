/** Draw the goal: what a gesture in the drawing of a step's end changes in what the step wishes. Every other wish stays. */
import { put, redrawnThing } from './goal-thing.ts'
import { fieldsOf, kinds, listOf, sections } from './lab.ts'
import { refuse } from './refusal.ts'
import { same } from './value.ts'
import type { Fields, Value } from './value.ts'

interface Drawings {
  /** Each is a lab's `hosts`: at the step's beginning, at its end before the gesture, and after it. */
  before: Fields
  now: Fields
  after: Fields
}

/** The goal by host after a gesture; refused where what was drawn is nothing that a goal can ask for. */
export function redrawnGoal({ before, now, after }: Drawings, wished: Fields): Fields {
  const hosts = [...new Set([...Object.keys(wished), ...Object.keys(after)])]
  return Object.fromEntries(
    hosts.flatMap((host): [string, Value][] => {
      const one = {
        ...{ before: fieldsOf(before[host]), now: fieldsOf(now[host]) },
        ...{ after: fieldsOf(after[host]) },
      }
      const goal = redrawnHost(one, fieldsOf(wished[host]))
      const isLeft = Object.keys(goal).length > 0 || same(goal, wished[host] ?? null)
      return isLeft ? [[host, goal]] : []
    }),
  )
}

function redrawnHost(one: Drawings, wished: Fields): Fields {
  const goal = new Map<string, Value>(Object.entries(wished))
  for (const kind of kinds) {
    const section = sections[kind]
    const drawn = (host: Fields) => fieldsOf(host[section])
    const asked = drawn(wished)
    const names = [asked, drawn(one.now), drawn(one.after)].flatMap((all) => Object.keys(all))
    const things = [...new Set(names)].flatMap((name): [string, Value][] => {
      const times = { before: drawn(one.before)[name], now: drawn(one.now)[name] }
      const after = drawn(one.after)[name]
      const wish = redrawnThing({ kind, name, ...times, after, wish: asked[name] })
      return wish === undefined ? [] : [[name, wish]]
    })
    put(goal, section, things.length === 0 ? undefined : Object.fromEntries(things))
  }
  redrawnOwn(one, goal)
  return Object.fromEntries(goal)
}

/** What is said of the host itself: its part in a swarm, and images that are to be there. */
function redrawnOwn({ before, now, after }: Drawings, goal: Map<string, Value>): void {
  const own = Object.keys({ ...now, ...after }).filter(
    (key) => !Object.values(sections).includes(key) && !same(now[key] ?? null, after[key] ?? null),
  )
  for (const key of own) {
    if (key === 'swarm') {
      const role = after[key] ?? 'absent'
      put(goal, key, role === (before[key] ?? 'absent') ? undefined : role)
    } else if (key === 'images') {
      const [had, has] = [before, after].map((host) => listOf(host[key]))
      put(goal, key, redrawnImages(had ?? [], has ?? [], listOf(goal.get(key))))
    } else {
      refuse(`\`${key}\` belongs to the start of a host. Leave the goal to change it.`)
    }
  }
}

function redrawnImages(had: Value[], has: Value[], wished: Value[]): Value | undefined {
  if (had.some((image) => !has.includes(image))) refuse('A goal cannot ask that an image is gone.')
  const made = has.filter((image) => wished.includes(image) || !had.includes(image))
  return made.length === 0 ? undefined : made
}
