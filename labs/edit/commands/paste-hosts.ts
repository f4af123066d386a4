/** Whole hosts out of a clip, under names that are free, with everything in them. */
import type { Position } from '../../layout.ts'
import { fieldsOf, hostNames, listOf } from '../lab.ts'
import { freeName } from '../names.ts'
import type { Sheet } from '../sheet.ts'
import type { Fields } from '../value.ts'
import { addHost } from './host.ts'
import type { Report } from './report.ts'
import { wireNames } from './wire.ts'

export interface HostClip {
  name: string
  spec: Fields
  at?: Position
  /** Of what is in it, by what follows the host in a key of the layout. */
  places: Record<string, Position>
}

export function pasteHosts(
  sheet: Sheet,
  hosts: readonly HostClip[],
  offset: Position,
  report: Report,
): void {
  const names = new Map<string, string>()
  for (const { name } of hosts) {
    names.set(name, freeName(name, [...hostNames(sheet.value), ...names.values()]))
  }
  const there = new Set(hostNames(sheet.value))
  for (const host of hosts) {
    const name = names.get(host.name) ?? host.name
    const waits = listOf(host.spec['depends_on']).map(String)
    const kept = waits.filter((one) => names.has(one) || there.has(one))
    const depends = kept.map((one) => names.get(one) ?? one)
    const at = host.at && { x: host.at.x + offset.x, y: host.at.y + offset.y }
    const spec = joined(sheet, withList(host.spec, 'depends_on', depends), name, report)
    addHost(sheet, { name, spec, ...(at === undefined ? {} : { at }) }, report)
    if (kept.length < waits.length) {
      report.notes.push(`\`${name}\` no longer waits for hosts that are not here.`)
    }
    for (const [key, place] of Object.entries(host.places)) {
      report.layout.push({ place: `${name}/${key}`, at: place })
    }
  }
}

/** Only on wires that this lab has. */
function joined(sheet: Sheet, spec: Fields, name: string, report: Report): Fields {
  const own = spec['wires']
  if (own === undefined) return spec
  const known = wireNames(sheet)
  const on = listOf(own).map(String)
  const kept = on.filter((wire) => known.includes(wire))
  for (const wire of on.filter((one) => !known.includes(one))) {
    report.notes.push(`\`${name}\` is not on the wire \`${wire}\`, which this lab does not have.`)
  }
  // On no wire on purpose is something else than on wires that are not here.
  return on.length > 0 && kept.length === 0 ? withList(spec, 'wires', []) : { ...spec, wires: kept }
}

/** The same with another list, or without it where that is empty. */
function withList(spec: Fields, key: string, list: string[]): Fields {
  const { [key]: _, ...rest } = fieldsOf(spec)
  return list.length === 0 ? rest : { ...spec, [key]: list }
}
