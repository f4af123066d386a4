/** Networks between hosts: named in one list, and by each host that is on them. */
import { unnamedWire } from '../../topology/names.ts'
import { fieldsOf, hostNames, listOf } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { setMeta } from './meta.ts'
import type { Report } from './report.ts'

const legal = /^[a-z0-9][a-z0-9-]{0,30}$/

export const wireNames = (sheet: Sheet): string[] =>
  listOf(fieldsOf(sheet.value)['wires']).map(String)

export interface AddWire {
  name: string
  /** Who is on it from now on, beside the wires they are on already. */
  hosts?: string[]
}

export function addWire(sheet: Sheet, { name, hosts = [] }: AddWire): void {
  const before = wireNames(sheet)
  mustBeFree(before, name)
  // Whoever names one wire names them all: the one that was there unnamed stays the first.
  const kept = before.length === 0 && name !== unnamedWire ? [unnamedWire] : before
  setMeta(sheet, { values: { wires: [...kept, name] } })
  for (const host of hosts) joinWire(sheet, { name, host })
}

export interface JoinWire {
  name: string
  host: string
}

export function joinWire(sheet: Sheet, { name, host }: JoinWire): void {
  const on = wiresOf(sheet, host)
  if (on.includes(name)) refuse(`\`${host}\` is on the wire \`${name}\` already.`)
  sheet.set(['hosts', host, 'wires'], [...on, name])
}

export function leaveWire(sheet: Sheet, { name, host }: JoinWire): void {
  const on = wiresOf(sheet, host)
  if (!on.includes(name)) refuse(`\`${host}\` is not on the wire \`${name}\`.`)
  sheet.set(
    ['hosts', host, 'wires'],
    on.filter((one) => one !== name),
  )
}

function wiresOf(sheet: Sheet, host: string): string[] {
  if (!hostNames(sheet.value).includes(host)) refuse(`There is no host \`${host}\`.`)
  const own = sheet.at(['hosts', host, 'wires'])
  return own === undefined ? wireNames(sheet).slice(0, 1) : listOf(own).map(String)
}

export interface RenameWire {
  name: string
  to: string
}

export function renameWire(sheet: Sheet, { name, to }: RenameWire): void {
  if (name === to) return
  const wires = wireNames(sheet)
  if (!wires.includes(name)) refuse(`There is no wire \`${name}\`.`)
  mustBeFree(wires, to)
  const renamed = (list: readonly string[]) => list.map((one) => (one === name ? to : one))
  sheet.set(['wires'], renamed(wires))
  for (const host of hostNames(sheet.value)) {
    const own = sheet.at(['hosts', host, 'wires'])
    if (own !== undefined) sheet.set(['hosts', host, 'wires'], renamed(listOf(own).map(String)))
  }
}

export interface RemoveWire {
  name: string
}

export function removeWire(sheet: Sheet, { name }: RemoveWire, report: Report): void {
  const wires = wireNames(sheet)
  if (!wires.includes(name)) refuse(`There is no wire \`${name}\`.`)
  const left = wires.filter((one) => one !== name)
  for (const host of hostNames(sheet.value)) {
    const own = sheet.at(['hosts', host, 'wires'])
    if (!listOf(own).includes(name)) continue
    const rest = listOf(own).filter((one) => one !== name)
    const says = rest.length > 0 || left.length > 0
    if (says) sheet.set(['hosts', host, 'wires'], rest)
    else sheet.prune(['hosts', host, 'wires'], 2)
    report.notes.push(`\`${host}\` is no longer on it.`)
  }
  setMeta(sheet, { values: { wires: left.length === 0 ? undefined : left } })
  report.layout.push({ drop: `wire:${name}` })
}

function mustBeFree(wires: readonly string[], name: string): void {
  if (!legal.test(name))
    refuse(`\`${name}\` cannot be a wire’s name. Use small letters, digits and -.`)
  if (wires.includes(name)) refuse(`There is a wire \`${name}\` already.`)
}
