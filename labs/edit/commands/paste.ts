/** Copying things out of a lab as data, and putting such data into one under names that are free. */
import type { Layout, Position } from '../../layout.ts'
import { parsePort, showPort } from '../../topology/ports.ts'
import { builtInNetworks } from '../../topology/names.ts'
import { fieldsOf, hostNames, kinds, layoutKey, listOf, namesIn, pathOf, sections } from '../lab.ts'
import type { Kind, Thing } from '../lab.ts'
import { freeName } from '../names.ts'
import { networkHome } from '../overlays.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import { at, isFields } from '../value.ts'
import type { Fields, Value } from '../value.ts'
import { renamedSpec, without } from '../spec.ts'
import { pasteHosts, type HostClip } from './paste-hosts.ts'
import type { Report } from './report.ts'

export interface Clip {
  slipway: 1
  things: { kind: Kind; name: string; spec: Fields; at?: Position }[]
  hosts?: HostClip[]
}

/** Things and whole hosts as data for a clipboard; what is not there is left out, what is in such a host goes with it. */
export function copyThings(
  lab: Value,
  layout: Layout,
  things: readonly Thing[],
  hosts: readonly string[] = [],
): Clip {
  const whole = hosts.flatMap((name) => hostClip(lab, layout, name))
  return {
    slipway: 1,
    ...(whole.length > 0 && { hosts: whole }),
    things: things.flatMap((thing) => {
      if (hosts.includes(thing.host)) return []
      const spec = at(lab, pathOf(thing))
      if (spec === undefined) return []
      const place = layout.positions[layoutKey(thing)]
      const { kind, name } = thing
      return [{ kind, name, spec: fieldsOf(spec), ...(place === undefined ? {} : { at: place }) }]
    }),
  }
}

function hostClip(lab: Value, { positions }: Layout, name: string): HostClip[] {
  const spec = at(lab, ['hosts', name])
  if (spec === undefined) return []
  const inside = Object.entries(positions).filter(([key]) => key.startsWith(`${name}/`))
  const places = inside.map(([key, place]) => [key.slice(name.length + 1), place] as const)
  const place = positions[name]
  return [
    {
      ...{ name, spec: fieldsOf(spec), places: Object.fromEntries(places) },
      ...(place === undefined ? {} : { at: place }),
    },
  ]
}

export interface Paste {
  /** Where the things go; whole hosts need none. */
  host?: string
  clip: Clip
  /** Grid units to move what is pasted by. */
  offset?: Position
  /** The same for whole hosts, on the sheet. */
  hostOffset?: Position
}

export function paste(
  sheet: Sheet,
  { host, clip, offset, hostOffset }: Paste,
  report: Report,
): void {
  pasteHosts(sheet, clip.hosts ?? [], hostOffset ?? { x: 0, y: 0 }, report)
  if (clip.things.length === 0) return
  if (host === undefined) refuse('Things are pasted into a host. Add one first.')
  else pasteThings(sheet, host, clip, offset, report)
}

function pasteThings(
  sheet: Sheet,
  host: string,
  clip: Clip,
  offset: Position | undefined,
  report: Report,
): void {
  if (!hostNames(sheet.value).includes(host)) refuse(`There is no host \`${host}\`.`)
  const names = new Map<string, string>()
  for (const { kind, name } of clip.things) {
    const mine = [...names].filter(([key]) => key.startsWith(`${kind}:`)).map(([, to]) => to)
    const builtIn = kind === 'network' ? builtInNetworks : []
    const taken = [...namesIn(sheet.value, host, kind), ...mine, ...builtIn]
    names.set(`${kind}:${name}`, freeName(name, taken))
  }
  for (const kind of kinds) {
    for (const thing of clip.things.filter((one) => one.kind === kind)) {
      const name = names.get(`${kind}:${thing.name}`) ?? thing.name
      const spec =
        kind === 'container' ? fitted(sheet, host, name, thing.spec, names, report) : thing.spec
      sheet.insert(['hosts', host, sections[kind]], name, spec)
      if (thing.at === undefined) continue
      const place = { x: thing.at.x + (offset?.x ?? 0), y: thing.at.y + (offset?.y ?? 0) }
      report.layout.push({ place: layoutKey({ host, kind, name }), at: place })
    }
  }
}

/** A container's spec with what would clash or lead nowhere taken out, each with a note. */
function fitted(
  sheet: Sheet,
  host: string,
  name: string,
  spec: Fields,
  names: ReadonlyMap<string, string>,
  report: Report,
): Fields {
  const there = (kind: Kind, one: string) =>
    names.has(`${kind}:${one}`) ||
    namesIn(sheet.value, host, kind).includes(one) ||
    (kind === 'network' &&
      (builtInNetworks.includes(one) || networkHome(sheet.value, host, one) !== undefined))
  const { spec: linked, gone } = without(spec, there)
  report.notes.push(
    ...gone.map((what) => `\`${name}\` lost ${what}, which \`${host}\` does not have.`),
  )
  const renamed = renamedSpec(linked, (kind, one) => names.get(`${kind}:${one}`) ?? one)
  return withFreePorts(sheet, host, name, withoutAddresses(renamed, name, report), report)
}

function withoutAddresses(spec: Fields, name: string, report: Report): Fields {
  const { networks } = spec
  if (!isFields(networks)) return spec
  const entries = Object.entries(networks).map(([network, end]): [string, Value] => {
    const { ipv4_address, ...rest } = fieldsOf(end)
    if (ipv4_address !== undefined) {
      report.notes.push(`\`${name}\` gets another address on \`${network}\`.`)
    }
    return [network, rest]
  })
  return { ...spec, networks: Object.fromEntries(entries) }
}

function withFreePorts(
  sheet: Sheet,
  host: string,
  name: string,
  spec: Fields,
  report: Report,
): Fields {
  if (!Array.isArray(spec['ports'])) return spec
  const containers = fieldsOf(sheet.at(['hosts', host, 'containers']))
  const taken = new Set(
    Object.values(containers).flatMap((one) =>
      listOf(fieldsOf(one)['ports']).map((port) => parsePort(String(port))?.published ?? 0),
    ),
  )
  const ports = spec['ports'].map((written): Value => {
    const port = parsePort(String(written))
    if (port === undefined || port.published === 0 || !taken.has(port.published)) return written
    let published = port.published + 1
    while (taken.has(published)) published += 1
    taken.add(published)
    report.notes.push(`\`${name}\` publishes ${published}: ${port.published} is taken.`)
    return showPort({ ...port, published }).replace('/tcp', '')
  })
  return { ...spec, ports }
}

export interface Duplicate {
  things: Thing[]
  hosts?: string[]
  layout?: Layout
  offset?: Position
  hostOffset?: Position
}

/** Copies of things on the hosts they are on, and of whole hosts. */
export function duplicate(
  sheet: Sheet,
  { things, hosts = [], layout, ...by }: Duplicate,
  report: Report,
): void {
  const places = layout ?? { version: 1 as const, positions: {} }
  const whole = copyThings(sheet.value, places, [], hosts)
  const single = things.filter(({ host }) => !hosts.includes(host))
  for (const host of new Set(single.map((thing) => thing.host))) {
    const here = single.filter((thing) => thing.host === host)
    paste(sheet, { host, clip: copyThings(sheet.value, places, here), ...by }, report)
  }
  paste(sheet, { clip: whole, ...by }, report)
}
