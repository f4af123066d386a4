import { goalKeys } from '../../format/schema.ts'
import { isFields } from '../value.ts'
import type { Fields, Path, Value } from '../value.ts'
import { fieldsOf, hostNames, stepsOf } from '../lab.ts'
import { freeName } from '../names.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'

/** Steps are named by their id, which stays when they move. */
export function stepIndex(sheet: Sheet, id: string): number {
  const index = stepsOf(sheet.value).findIndex((step) => step['id'] === id)
  return index < 0 ? refuse(`There is no step “${id}”.`) : index
}

export interface AddStep {
  step?: Fields
  /** Place among the steps, from 0; the end without it. */
  at?: number
}

export function addStep(sheet: Sheet, { step, at }: AddStep): void {
  const taken = stepsOf(sheet.value).map(({ id }) => String(id))
  const wanted = typeof step?.['id'] === 'string' ? step['id'] : 'step'
  const { id: _, ...rest } = step ?? { title: 'New step' }
  const fresh = { id: freeName(wanted, taken), ...rest }
  if (taken.length === 0) firstStep(sheet, fresh)
  else sheet.append(['steps'], fresh, at)
}

/** With no other step to be like, a short one would stand on one line; with lines of text it does not. */
function firstStep(sheet: Sheet, step: Fields): void {
  const { text, ...rest } = step
  sheet.set(['steps'], [{ ...rest, text: 'Lines\nof text' }])
  if (text === undefined) sheet.remove(['steps', 0, 'text'])
  else sheet.set(['steps', 0, 'text'], text)
}

export interface RemoveStep {
  id: string
}

export function removeStep(sheet: Sheet, { id }: RemoveStep): void {
  sheet.remove(['steps', stepIndex(sheet, id)])
}

export interface MoveStep {
  id: string
  to: number
}

export function moveStep(sheet: Sheet, { id, to }: MoveStep): void {
  const last = stepsOf(sheet.value).length - 1
  sheet.move(['steps'], stepIndex(sheet, id), Math.min(Math.max(to, 0), last))
}

export interface SetStep {
  id: string
  path: Path
  value?: Value | undefined
}

const order = [
  'id',
  'title',
  'text',
  'goal',
  'checks',
  'hints',
  'solution',
  'alternatives',
  'mistakes',
  'weight',
]

export function setStep(sheet: Sheet, { id, path, value }: SetStep): void {
  const base = ['steps', stepIndex(sheet, id)]
  const place = [...base, ...path]
  const key = path[0]
  if (typeof key !== 'string') return refuse('Say which part of the step is to be set.')
  const clash = stepsOf(sheet.value).some((step) => step['id'] === value)
  if (key === 'id' && value !== id && clash) refuse(`There is a step “${String(value)}” already.`)
  if (value === undefined) {
    if (sheet.at(place) !== undefined) sheet.prune(place, base.length)
  } else if (path.length > 1 || sheet.at(place) !== undefined) sheet.set(place, value)
  else {
    const behind = order.slice(order.indexOf(key) + 1)
    sheet.insert(
      base,
      key,
      value,
      behind.find((next) => sheet.at([...base, next]) !== undefined),
    )
  }
}

export interface SetGoal {
  id: string
  /** By host; an empty one takes the goal out. */
  goal: Fields
}

export function setGoal(sheet: Sheet, { id, goal }: SetGoal): void {
  const hosts = Object.entries(goal)
  const empty = hosts.every(([, host]) => isFields(host) && Object.keys(host).length === 0)
  if (empty) return setStep(sheet, { id, path: ['goal'] })
  // Whoever wrote it without a host, where there is one only, goes on reading it so.
  const now = fieldsOf(sheet.at(['steps', stepIndex(sheet, id), 'goal']))
  const bare = Object.keys(now).some((key) => goalKeys.includes(key))
  const [only, more] = hosts
  const isFirst = only !== undefined && more === undefined && only[0] === hostNames(sheet.value)[0]
  setStep(sheet, { id, path: ['goal'], value: bare && isFirst ? only[1] : goal })
}
