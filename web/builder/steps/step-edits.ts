/** The edits of one step, each a command on the text. They answer whether it was done; a refusal is told. */
import type { Command, Fields, Path, Refused } from '../../../labs/edit/index.ts'
import type { Value } from '../../../labs/edit/value.ts'

export interface StepEdits {
  /** Undefined takes the part out. Changes of one place in a row are one step back. */
  set(path: Path, value: Value | undefined, label: string): boolean
  addCheck(check: Fields): boolean
  /** The whole check as written; what is equal stays as it is in the text. */
  setCheck(index: number, check: Fields): boolean
  removeCheck(index: number): boolean
  moveCheck(index: number, to: number): boolean
}

export interface StepEditPorts {
  run(command: Command, label: string, gesture?: string): object | Refused
  refuse(reason: string): void
}

export function stepEdits(id: string, { run, refuse }: StepEditPorts): StepEdits {
  const done = (command: Command, label: string, gesture?: string): boolean => {
    const result = run(command, label, gesture)
    const isRefused = 'refused' in result
    refuse(isRefused ? result.refused.reason : '')
    return !isRefused
  }
  return {
    set: (path, value, label) =>
      done({ do: 'setStep', id, path, value }, label, `step ${id} ${path.join('.')}`),
    addCheck: (check) => done({ do: 'addCheck', id, check }, 'Add a check'),
    setCheck: (index, check) =>
      done({ do: 'setStep', id, path: ['checks', index], value: check }, 'Change a check'),
    removeCheck: (index) => done({ do: 'removeCheck', id, index }, 'Remove a check'),
    moveCheck: (index, to) => done({ do: 'moveCheck', id, index, to }, 'Move a check'),
  }
}
