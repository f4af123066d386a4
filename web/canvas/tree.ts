/** The drawing as a list that can be read and walked: host → things → what they are attached to. */
import { grouped } from './group.ts'
import { hostIn, type Mark, type Scene, type Thing, type Tie } from './scene.ts'
import { statusLook } from './words.ts'

export interface Row {
  /** Key of the row; an attachment's is the tie's. */
  id: string
  /** Thing that choosing the row chooses. */
  thing: string
  level: 1 | 2 | 3
  kind: Thing['kind'] | 'attachment'
  name: string
  /** State, address and the like, in words. */
  note: string
}

/** All rows in reading order; `against`: what marks are against, in words. */
export function treeRows(scene: Scene, against = 'the drawing'): Row[] {
  const find = finder(scene)
  const row = rowsAgainst(against)
  const hosts = scene.things.filter((thing) => thing.kind === 'host')
  const over = find.inside('')
  return [
    ...over.flatMap((thing) => [
      row(thing, 1, overNote(scene, thing)),
      ...attachments(find, thing, 2),
    ]),
    ...hosts.flatMap((host) => [
      row(host, 1, [host.role, host.empty].filter(Boolean).join(', ')),
      ...find
        .inside(host.id)
        .flatMap((thing) => [row(thing, 2, noteOf(thing)), ...attachments(find, thing, 3)]),
    ]),
  ]
}

/** What is asked for again and again, found without looking through everything. */
interface Finder {
  inside(host: string): Thing[]
  ties(from: string): Tie[]
  thing(id: string): Thing | undefined
}

function finder(scene: Scene): Finder {
  const things = new Map(scene.things.map((thing) => [thing.id, thing]))
  const inside = grouped(
    scene.things.filter(({ kind }) => kind !== 'host'),
    ({ host }) => host,
  )
  const ties = grouped(scene.ties, ({ from }) => from)
  return {
    inside: (host) => inside.get(host) ?? [],
    ties: (from) => ties.get(from) ?? [],
    thing: (id) => things.get(id),
  }
}

const rowsAgainst =
  (against: string) =>
  (thing: Thing, level: 1 | 2, note: string): Row => {
    const mark = thing.mark ? heard(thing.mark, against) : ''
    const words = [mark, note].filter(Boolean).join(', ')
    const { id, kind } = thing
    return { id, thing: id, level, kind, name: labelOf(thing), note: words }
  }

const heard = (mark: Mark, against: string) =>
  mark === 'broken' ? 'the way stops here' : `${mark} against ${against}`

function labelOf(thing: Thing): string {
  return thing.kind === 'volume' || thing.kind === 'container' ? thing.short : thing.name
}

function noteOf(thing: Thing): string {
  if (thing.kind === 'network') {
    return thing.leg ? 'leg of the overlay in this host' : `${thing.driver}, ${thing.detail}`
  }
  if (thing.kind === 'container') {
    const state = statusLook(thing.status, thing.exitCode).word
    return [state, thing.image, ...thing.ports, thing.mode, ...thing.own].filter(Boolean).join(', ')
  }
  if (thing.kind === 'volume') return thing.anonymous ? 'anonymous volume' : 'volume'
  return thing.kind === 'path' ? 'path on the host' : ''
}

function overNote(scene: Scene, thing: Thing): string {
  if (thing.kind === 'service') return [thing.detail, thing.image, ...thing.ports].join(', ')
  if (thing.kind === 'secret') return 'secret'
  const on = scene.ties
    .filter((tie) => tie.to === thing.id && (tie.kind === 'wire' || tie.kind === 'arm'))
    .map(({ from }) => hostIn(from) || from)
  const hosts = [...new Set(on)].join(', ')
  return thing.kind === 'overlay'
    ? `overlay, ${thing.detail}, over ${hosts}`
    : `joins ${hosts || 'no host yet'}`
}

const VERBS: Record<Tie['kind'], string> = {
  endpoint: 'on network',
  mount: 'mounts',
  shares: 'shares the network of',
  wire: 'on wire',
  arm: 'part of overlay',
  serves: 'on network',
  task: 'runs as',
  secret: 'is given secret',
}

function attachments(find: Finder, thing: Thing, level: 2 | 3): Row[] {
  return find.ties(thing.id).map((tie) => {
    const other = find.thing(tie.to)
    const where = tie.kind === 'mount' ? `at ${tie.label}` : tie.label
    const said = tie.kind === 'shares' ? [tie.mark] : [tie.mark, where, tie.note]
    const words = said.filter(Boolean).join(', ')
    const name = `${VERBS[tie.kind]} ${other ? labelOf(other) : tie.to}`
    return { id: tie.id, thing: tie.to, level, kind: 'attachment', name, note: words }
  })
}

/** Whether rows belong to this one. */
export const hasMore = (rows: Row[], index: number): boolean =>
  (rows[index + 1]?.level ?? 0) > (rows[index]?.level ?? 0)

/** Without what belongs to a row that is closed. */
export function openRows(rows: Row[], closed: ReadonlySet<string>): Row[] {
  let below = Infinity
  return rows.filter(({ id, level }) => {
    if (level > below) return false
    below = closed.has(id) ? level : Infinity
    return true
  })
}

/** The rows that a thing's row belongs to. */
export function rowsAround(rows: Row[], thing: string): string[] {
  const index = rows.findIndex(({ id }) => id === thing)
  let level = rows[index]?.level ?? 0
  return rows
    .slice(0, Math.max(0, index))
    .toReversed()
    .flatMap((row) => {
      if (row.level >= level) return []
      level = row.level
      return [row.id]
    })
}

/** Where a key leads from a row, as the ARIA tree pattern has it; undefined for other keys. */
export function step(rows: Row[], from: number, key: string): number | undefined {
  const level = rows[from]?.level ?? 1
  const last = rows.length - 1
  if (key === 'ArrowDown') return Math.min(last, from + 1)
  if (key === 'ArrowUp') return Math.max(0, from - 1)
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key === 'ArrowRight') return (rows[from + 1]?.level ?? 0) > level ? from + 1 : from
  if (key !== 'ArrowLeft') return undefined
  const parent = rows.slice(0, from).findLastIndex((candidate) => candidate.level < level)
  return parent === -1 ? from : parent
}
