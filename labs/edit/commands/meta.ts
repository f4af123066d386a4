import type { Sheet } from '../sheet.ts'
import type { Value } from '../value.ts'

export interface SetMeta {
  /** Keys at the top of the lab, such as title, level, minutes, tags, params and wires; undefined takes one out. */
  values: Record<string, Value | undefined>
}

const order = ['slipway', 'title', 'summary', 'level', 'minutes', 'tags', 'learn', 'requires']
const last = ['params', 'wires', 'hosts', 'steps']

export function setMeta(sheet: Sheet, { values }: SetMeta): void {
  const keys = [...order, ...last]
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) {
      if (sheet.at([key]) !== undefined) sheet.remove([key])
      continue
    }
    if (sheet.at([key]) !== undefined) sheet.set([key], value)
    else {
      const behind = keys.slice(keys.indexOf(key) + 1)
      sheet.insert(
        [],
        key,
        value,
        behind.find((next) => sheet.at([next]) !== undefined),
      )
    }
  }
}
