/** Names to choose from in the form of a check: what there is once the goals up to a step are reached. Pure. */
import { drawingBefore } from '../../../labs/edit/index.ts'
import { fieldsOf, listOf } from '../../../labs/edit/lab.ts'
import type { WrittenLab } from './written.ts'

/** As a check's text would have them; those of one host alone where the lab has only one. */
export interface Names {
  host: string[]
  container: string[]
  network: string[]
  volume: string[]
  service: string[]
  secret: string[]
  image: string[]
}
export type Named = keyof Names

export function namesUpTo(lab: WrittenLab, step: number): Names {
  const drawing = drawingBefore(lab.value, Math.min(step + 1, lab.steps.length))
  const label = (host: string, name: string) => (lab.hosts.length > 1 ? `${host}/${name}` : name)
  const all = (section: string) =>
    Object.entries(drawing).flatMap(([host, fields]) =>
      Object.keys(fieldsOf(fieldsOf(fields)[section])).map((name) => label(host, name)),
    )
  const images = Object.values(drawing).flatMap((host) => listOf(fieldsOf(host)['images']))
  return {
    host: lab.hosts,
    container: all('containers'),
    network: all('networks'),
    volume: all('volumes'),
    service: all('services'),
    secret: all('secrets'),
    image: [...new Set(images.map(String))],
  }
}

const ends: Named[] = ['container', 'host']

/** Keys that name something drawn, wherever they stand. */
const byKey: Record<string, Named[]> = {
  ...{ from: ends, to: ends, in: ends, among: ends },
  ...{ container: ['container'], sharedWith: ['container'], olderThan: ['container'] },
  ...{ restart: ['container'], kill: ['container'], stop: ['container'] },
  ...{ network: ['network'], volume: ['volume'], service: ['service'], secret: ['secret'] },
  ...{ image: ['image'], shares: ['image'] },
  ...{ host: ['host'], asked: ['host'], runsOn: ['host'], notOn: ['host'] },
  ...{ engine: ['host'], cut: ['host'], drain: ['host'] },
}

/** Keys that name something else in some kinds of check; below `from`, the source of an answer says which. */
const byKind: Record<string, Record<string, Named[]>> = {
  dns: { expect: ['container'] },
  command: { on: ['host'] },
  layers: { on: ['image'] },
  registry: { same: ['image'], from: ['host'] },
  service: { name: ['service'] },
  node: { name: ['host'] },
  volume: { name: ['volume'] },
  mount: { source: ['volume'] },
}

export const namesFor = (kind: string, key: string): Named[] =>
  byKind[kind]?.[key] ?? byKey[key] ?? []
