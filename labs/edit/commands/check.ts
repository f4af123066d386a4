import { checkKind } from '../../checks/index.ts'
import { listOf } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import type { Fields } from '../value.ts'
import { setStep, stepIndex } from './step.ts'

export interface AddCheck {
  id: string
  /** As written in a lab: `{ ping: { from, to } }`, with `within`, `weight` and so on beside. */
  check: Fields
  at?: number
}

export function addCheck(sheet: Sheet, { id, check, at }: AddCheck): void {
  if (!Object.keys(check).some((key) => checkKind(key) !== undefined)) {
    refuse(`\`${Object.keys(check).join(', ')}\` is not a kind of check.`)
  }
  const path = ['steps', stepIndex(sheet, id), 'checks']
  if (sheet.at(path) === undefined) setStep(sheet, { id, path: ['checks'], value: [check] })
  else sheet.append(path, check, at)
}

export interface RemoveCheck {
  id: string
  index: number
}

export function removeCheck(sheet: Sheet, { id, index }: RemoveCheck): void {
  const step = ['steps', stepIndex(sheet, id)]
  if (listOf(sheet.at([...step, 'checks']))[index] === undefined) {
    refuse(`The step “${id}” has no check ${index + 1}.`)
  }
  sheet.prune([...step, 'checks', index], step.length)
}

export interface MoveCheck extends RemoveCheck {
  to: number
}

export function moveCheck(sheet: Sheet, { id, index, to }: MoveCheck): void {
  const path = ['steps', stepIndex(sheet, id), 'checks']
  const last = listOf(sheet.at(path)).length - 1
  sheet.move(path, index, Math.min(Math.max(to, 0), last))
}
