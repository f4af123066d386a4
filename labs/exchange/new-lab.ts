/** A lab around hosts that came from somewhere else: legal from the start, and provable, with one step to write on from. */
import { fieldsOf, kinds, sections } from '../edit/lab.ts'
import type { Fields, Value } from '../edit/value.ts'

/** A check for a step that asks for nothing yet: it is no lab without one. */
export const openQuestion: Fields = {
  answer: {
    ask: 'Replace this question. Until then the answer is “replace me”.',
    equals: 'replace me',
  },
}

/** `before`: what of the lab is written above its hosts. */
export function newLab(title: string, hosts: Fields, before: Fields = {}): Fields {
  const goal = goalOf(hosts)
  const [host = 'host1'] = Object.keys(hosts)
  return {
    slipway: 1,
    title,
    ...before,
    hosts,
    steps: [
      {
        id: 'replace-me',
        title: 'Replace this step',
        text: 'All that is drawn is there from the start. Write here what a learner should do with it.\n',
        ...(Object.keys(goal).length === 0 ? {} : { goal }),
        // What is there already would pass before anybody did anything, so a question waits for an answer.
        checks: [openQuestion],
        solution: [{ host, run: 'docker ps --all' }],
      },
    ],
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
