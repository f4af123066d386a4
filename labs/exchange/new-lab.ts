/** A lab around hosts that came from somewhere else: legal from the start, with one step to write on from. */
import { fieldsOf, kinds, sections } from '../edit/lab.ts'
import type { Fields, Value } from '../edit/value.ts'

export function newLab(title: string, hosts: Fields): Fields {
  return {
    slipway: 1,
    title,
    hosts,
    steps: [{ id: 'start', title: 'See that everything is there', goal: goalOf(hosts) }],
  }
}

/** That what is drawn exists; the author goes on from here. */
function goalOf(hosts: Fields): Fields {
  const goals = Object.entries(hosts).map(([host, fields]): [string, Fields] => [
    host,
    Object.fromEntries(
      kinds.flatMap((kind): [string, Value][] => {
        const names = Object.keys(fieldsOf(fieldsOf(fields)[sections[kind]]))
        return names.length === 0 ? [] : [[sections[kind], named(names)]]
      }),
    ),
  ])
  return Object.fromEntries(goals.filter(([, goal]) => Object.keys(goal).length > 0))
}

const named = (names: string[]): Fields => Object.fromEntries(names.map((name) => [name, {}]))
