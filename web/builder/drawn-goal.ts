/** Draws a step's goal: a command of the canvas becomes a change of what the step wants. Pure. */
import {
  apply,
  drawingBefore,
  redrawnGoal,
  type Applied,
  type Command,
  type LayoutChange,
  type Refused,
} from '../../labs/edit/index.ts'
import { fieldsOf, goalsOf, stepsOf } from '../../labs/edit/lab.ts'
import { newText } from '../../labs/edit/new-text.ts'
import { readTree } from '../../labs/edit/tree.ts'
import { refusable, refuse } from '../../labs/edit/refusal.ts'
import { at, type Fields, type Path, type Value } from '../../labs/edit/value.ts'

/** What the canvas may ask for; the rest is about the lab as a whole. */
const drawing = new Set<Command['do']>([
  'addThing',
  'removeThing',
  'connect',
  'disconnect',
  'leaveNetwork',
  'mount',
  'unmount',
  'remount',
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

/** A lab of what is drawn and nothing else: `value` has it as its hosts. */
export const drawnText = (value: Value): string =>
  newText({ slipway: 1, title: '-', hosts: fieldsOf(fieldsOf(value)['hosts']) })

/** The same change as a command on the goal of a step. */
export function inGoal(text: string, step: string, command: Command): GoalCommand | Refused {
  return refusable(() => {
    const { value } = readTree(text)
    const index = stepsOf(value).findIndex(({ id }) => id === step)
    const before = drawingBefore(value, index)
    const sheet = drawnText({ hosts: drawingBefore(value, index + 1) })
    const done = changedDrawing(sheet, before, command)
    const drawings = { before, now: hostsIn(sheet), after: hostsIn(done.text) }
    const goal = redrawnGoal(drawings, wishedOf(value, index))
    return {
      command: { do: 'setGoal', id: step, goal },
      layoutChanges: done.layoutChanges,
      notes: done.notes,
    }
  })
}

const hostsIn = (text: string): Fields => fieldsOf(fieldsOf(readTree(text).value)['hosts'])

function wishedOf(lab: Value, index: number): Fields {
  const parts = goalsOf(lab).filter((one) => one.step === index)
  return parts.reduce<Fields>(
    (all, { host, fields }) => ({ ...all, [host]: { ...fieldsOf(all[host]), ...fields } }),
    {},
  )
}

type Changed = Pick<Applied, 'text' | 'layoutChanges' | 'notes'>

/** The drawing after the command; what Docker does to a container that is there already is not what its start would mean. */
function changedDrawing(text: string, before: Fields, command: Command): Changed {
  if (command.do !== 'connect' && command.do !== 'disconnect') return applied(text, command)
  const { container } = command
  if (container === undefined) return applied(text, command)
  const path = ['containers', container]
  const now = fieldsOf(at(hostsIn(text)[command.host] ?? null, path))
  const there = at(before[command.host] ?? null, path) !== undefined
  const onDefault = now['networks'] === undefined && (now['network_mode'] ?? 'bridge') === 'bridge'
  const place = { host: command.host, kind: 'container' as const, name: container }
  const set = (from: string, key: string, value?: Value) =>
    applied(from, { do: 'setProperty', ...place, path: [key], value })
  if (command.do === 'connect') {
    return applied(there && onDefault ? set(text, 'network_mode', 'bridge').text : text, command)
  }
  const done =
    onDefault && command.network === 'bridge'
      ? set(set(text, 'network_mode').text, 'networks', [])
      : applied(text, command)
  const left = fieldsOf(at(hostsIn(done.text)[command.host] ?? null, path))['networks'] ?? []
  const isOff = there && (onDefault || said(before[command.host], path)) && isEmpty(left)
  return isOff ? { ...done, notes: [`\`${container}\` is to be on no network.`] } : done
}

const said = (host: Value | undefined, container: Path): boolean =>
  at(host ?? null, [...container, 'networks']) !== undefined

const isEmpty = (networks: Value): boolean => Object.keys(Object(networks) as object).length === 0

function applied(text: string, command: Command): Changed {
  const done = apply(text, command)
  return 'refused' in done ? refuse(done.refused.reason) : done
}
