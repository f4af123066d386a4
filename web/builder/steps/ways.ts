/** Other right ways and typical mistakes of a step, between the text and their forms. Pure. */
import type { Fields, Value } from '../../../labs/edit/index.ts'
import { fieldsOf, listOf } from '../../../labs/edit/lab.ts'
import { commandsOf, writtenSolution, type HostCommand } from './solution.ts'

export interface Way {
  title: string
  run: HostCommand[]
  /** Of a mistake: part of what the learner reads then. */
  says: string
  /** Of a mistake: what takes it back. */
  undo: HostCommand[]
}

export const noWay: Way = { title: '', run: [], says: '', undo: [] }

export function waysOf(value: Value | undefined, first: string): Way[] {
  const text = (part: Value | undefined) => (typeof part === 'string' ? part : '')
  return listOf(value).map((one) => {
    const { title, run, says, undo } = fieldsOf(one)
    return {
      ...{ title: text(title), says: text(says) },
      ...{ run: commandsOf(run, first), undo: commandsOf(undo, first) },
    }
  })
}

/** What is missing before it has a place in a lab; undefined where nothing is. */
export function lacking({ title, run, says }: Way, isMistake: boolean): string | undefined {
  if (title.trim() === '') return 'Say in a few words what is done.'
  if (run.every((one) => one.run.trim() === '')) return 'Write the commands.'
  return isMistake && says.trim() === '' ? 'Say what the learner reads then.' : undefined
}

export function writtenWay(
  { title, run, says, undo }: Way,
  isMistake: boolean,
  hosts: string[],
): Fields {
  const back = writtenSolution(undo, hosts)
  return {
    title,
    run: writtenSolution(run, hosts) ?? '',
    ...(isMistake && { says }),
    ...(isMistake && back !== undefined && { undo: back }),
  }
}
