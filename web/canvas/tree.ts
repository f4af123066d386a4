/** The drawing as a list that can be read and walked: host → things → what they are attached to. */
import type { Scene, Thing, Tie } from './scene.ts'
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

/** All rows in reading order. */
export function treeRows(scene: Scene): Row[] {
  const hosts = scene.things.filter((thing) => thing.kind === 'host')
  const wires = scene.things.filter((thing) => thing.kind === 'wire')
  return [
    ...wires.map((wire) => row(wire, 1, joined(scene, wire))),
    ...hosts.flatMap((host) => [
      row(host, 1, host.empty),
      ...scene.things
        .filter((thing) => thing.host === host.id && thing.kind !== 'host')
        .flatMap((thing) => [row(thing, 2, noteOf(thing)), ...attachments(scene, thing)]),
    ]),
  ]
}

function row(thing: Thing, level: 1 | 2, note: string): Row {
  const mark = thing.mark ? `${thing.mark} against the drawing` : ''
  const words = [mark, note].filter(Boolean).join(', ')
  return {
    id: thing.id,
    thing: thing.id,
    level,
    kind: thing.kind,
    name: labelOf(thing),
    note: words,
  }
}

function labelOf(thing: Thing): string {
  return thing.kind === 'volume' ? thing.short : thing.name
}

function noteOf(thing: Thing): string {
  if (thing.kind === 'network') return `${thing.driver}, ${thing.detail}`
  if (thing.kind === 'container') {
    const state = statusLook(thing.status, thing.exitCode).word
    return [state, thing.image, ...thing.ports, thing.mode].filter(Boolean).join(', ')
  }
  if (thing.kind === 'volume') return thing.anonymous ? 'anonymous volume' : 'volume'
  return thing.kind === 'path' ? 'path on the host' : ''
}

function joined(scene: Scene, wire: Thing): string {
  const hosts = scene.ties.filter((tie) => tie.to === wire.id).map((tie) => tie.from)
  return `joins ${hosts.join(', ')}`
}

const VERBS: Record<Tie['kind'], string> = {
  endpoint: 'on network',
  mount: 'mounts',
  shares: 'shares the network of',
  wire: 'on wire',
}

function attachments(scene: Scene, thing: Thing): Row[] {
  return scene.ties
    .filter((tie) => tie.from === thing.id)
    .map((tie) => {
      const other = scene.things.find((candidate) => candidate.id === tie.to)
      const where = tie.kind === 'mount' ? `at ${tie.label}` : tie.label
      const said = tie.kind === 'shares' ? [tie.mark] : [tie.mark, where, tie.note]
      const words = said.filter(Boolean).join(', ')
      const name = `${VERBS[tie.kind]} ${other ? labelOf(other) : tie.to}`
      return { id: tie.id, thing: tie.to, level: 3, kind: 'attachment', name, note: words }
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
