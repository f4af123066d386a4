/** Draws a step's goal: a command of the canvas becomes a change of what the step wants. Pure. */
import { apply, drawingBefore, type Command, type Refused } from '../../labs/edit/index.ts'
import type { LayoutChange } from '../../labs/edit/index.ts'
import { fieldsOf, goalsOf, stepsOf } from '../../labs/edit/lab.ts'
import { newText } from '../../labs/edit/new-text.ts'
import { readTree } from '../../labs/edit/tree.ts'
import { refusable } from '../../labs/edit/refusal.ts'
import { redrawnGoal } from './steps/goal-text.ts'

/** What the canvas may ask for; the rest is about the lab as a whole. */
const drawing = new Set<Command['do']>([
  'addThing',
  'removeThing',
  'connect',
  'disconnect',
  'mount',
  'unmount',
  'setProperty',
  'paste',
  'duplicate',
])

export interface GoalCommand {
  command: Command
  layoutChanges: readonly LayoutChange[]
  notes: readonly string[]
}

export const drawsGoals = (command: Command): boolean => drawing.has(command.do)

/** The same change as a command on the goal of a step. */
export function inGoal(text: string, step: string, command: Command): GoalCommand | Refused {
  const tree = refusable(() => readTree(text))
  if ('refused' in tree) return tree
  const index = stepsOf(tree.value).findIndex(({ id }) => id === step)
  const before = drawingBefore(tree.value, index)
  const now = drawingBefore(tree.value, index + 1)
  const done = apply(newText({ slipway: 1, title: '-', hosts: now }), command)
  if ('refused' in done) return done
  const after = fieldsOf(fieldsOf(readTree(done.text).value)['hosts'])
  const written = goalsOf(tree.value).filter((one) => one.step === index)
  const wished = Object.fromEntries(written.map(({ host, fields }) => [host, fields]))
  const goal = redrawnGoal(before, after, wished)
  return {
    command: { do: 'setGoal', id: step, goal },
    layoutChanges: done.layoutChanges,
    notes: done.notes,
  }
}
