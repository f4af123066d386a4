import type { Position } from '../../layout.ts'
import { fieldsOf, goalsOf, hostNames, kinds, sections, stepLabel, stepsOf } from '../lab.ts'
import { isLegalHost } from '../names.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { hostUses } from '../host-uses.ts'
import { distinct } from '../uses.ts'
import type { Fields } from '../value.ts'
import type { Report } from './report.ts'

/** How many things of a host are called by name when it goes. */
const NAMED = 6

export interface AddHost {
  name: string
  spec?: Fields
  at?: Position
}

export function addHost(sheet: Sheet, { name, spec, at }: AddHost, report: Report): void {
  if (!isLegalHost(name)) {
    refuse(`\`${name}\` cannot be a host’s name. Use letters, digits and hyphens.`)
  }
  if (hostNames(sheet.value).includes(name)) refuse(`There is a host \`${name}\` already.`)
  if (hostNames(sheet.value).length === 1) nameTheOnlyHost(sheet)
  sheet.insert(['hosts'], name, spec ?? {})
  if (at !== undefined) report.layout.push({ place: name, at })
}

/** A goal may leave the host out while there is one; with a second host it would be read wrong by people. */
function nameTheOnlyHost(sheet: Sheet): void {
  for (const { host, path, fields, step } of goalsOf(sheet.value)) {
    if (path.at(-1) !== 'goal' || step === undefined) continue
    const goal = fieldsOf(sheet.at(path))
    const others = Object.entries(goal).filter(([key]) => !(key in fields))
    sheet.set(path, { [host]: fields, ...Object.fromEntries(others) })
  }
}

export interface RemoveHost {
  name: string
}

export function removeHost(sheet: Sheet, { name }: RemoveHost, report: Report): void {
  if (!hostNames(sheet.value).includes(name)) refuse(`There is no host \`${name}\`.`)
  const gone = distinct(hostUses(sheet.value, name))
  report.notes.push(...contents(sheet, name), ...new Set(gone.map(({ words }) => words)))
  sheet.pruneAll(gone.map(({ drop, keep }) => ({ path: drop, keep })))
  sheet.remove(['hosts', name])
  report.layout.push({ drop: name })
  report.notes.push(...emptySteps(sheet))
}

/** What a host starts with and takes along, in one sentence. */
function contents(sheet: Sheet, name: string): string[] {
  const host = fieldsOf(sheet.at(['hosts', name]))
  const inside = kinds.flatMap((kind) =>
    Object.keys(fieldsOf(host[sections[kind]])).map((one) => `the ${kind} \`${one}\``),
  )
  if (inside.length === 0) return []
  const more = inside.length > NAMED ? [`${String(inside.length - NAMED + 1)} more`] : []
  const named = [...inside.slice(0, inside.length > NAMED ? NAMED - 1 : NAMED), ...more]
  return [`With \`${name}\`: ${named.join(', ')}.`]
}

export function emptySteps(sheet: Sheet): string[] {
  return stepsOf(sheet.value).flatMap((step, index) =>
    step['goal'] === undefined && step['checks'] === undefined
      ? [`Nothing is checked any more in ${stepLabel(sheet.value, index)}.`]
      : [],
  )
}
