/** The steps of a lab as its text has them, readable while the lab is not yet right. */
import { proposalsOf, type Fields, type Proposal } from '../../../labs/edit/index.ts'
import { fieldsOf, goalsOf, hostNames, listOf, stepsOf } from '../../../labs/edit/lab.ts'
import { refusable, type Refused } from '../../../labs/edit/refusal.ts'
import { nodeAt, readTree, type Tree } from '../../../labs/edit/tree.ts'
import type { Path, Value } from '../../../labs/edit/value.ts'
import { hintsOf, type Hint } from './hints.ts'
import { commandsOf, type HostCommand } from './solution.ts'
import { waysOf, type Way } from './ways.ts'

/** Characters from the start of the text; the end is exclusive. */
export interface Range {
  start: number
  end: number
}

export interface WrittenCheck {
  /** As written: `{ ping: { … }, within: 10s }`. */
  fields: Fields
  range: Range
}

export interface WrittenStep {
  id: string
  title: string
  text: string
  /** By host, as written. */
  goal: Fields
  wishes: Proposal[]
  checks: WrittenCheck[]
  hints: Hint[]
  solution: HostCommand[]
  alternatives: Way[]
  mistakes: Way[]
  weight: string
  range: Range
}

export interface WrittenLab {
  hosts: string[]
  steps: WrittenStep[]
  /** The lab's data, for the drawing before a step. */
  value: Value
}

/** Refused while the text is no YAML: nobody knows then where a step begins. */
export function writtenLab(text: string): WrittenLab | Refused {
  return refusable(() => {
    const tree = readTree(text)
    const hosts = hostNames(tree.value)
    const steps = stepsOf(tree.value).map((step, index) => written(tree, step, index, hosts))
    return { hosts, steps, value: tree.value }
  })
}

const words = (value: Value | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

function written(tree: Tree, step: Fields, index: number, hosts: string[]): WrittenStep {
  const goal = Object.fromEntries(
    goalsOf(tree.value)
      .filter((part) => part.step === index)
      .map(({ host, fields }): [string, Fields] => [host, fields]),
  )
  return {
    id: words(step['id']),
    title: words(step['title']),
    text: words(step['text']),
    goal,
    wishes: proposalsOf(goal),
    checks: listOf(step['checks']).map((check, at) => ({
      fields: fieldsOf(check),
      range: rangeAt(tree, ['steps', index, 'checks', at]),
    })),
    hints: hintsOf(step['hints']),
    solution: commandsOf(step['solution'], hosts[0] ?? ''),
    alternatives: waysOf(step['alternatives'], hosts[0] ?? ''),
    mistakes: waysOf(step['mistakes'], hosts[0] ?? ''),
    weight: words(step['weight']),
    range: rangeAt(tree, ['steps', index]),
  }
}

function rangeAt(tree: Tree, path: Path): Range {
  const found = refusable(() => nodeAt(tree, path)?.range ?? null)
  if (found === null || 'refused' in found) return { start: 0, end: 0 }
  return { start: found[0], end: found[1] }
}
