/** The names that a lab's text gives to things, read from its outline so that a broken text still completes. */
import { driverKinds } from '../../labs/drivers/index.ts'
import type { Outline, Path } from './outline.ts'

export type NamedKind = 'networks' | 'volumes' | 'containers' | 'services' | 'secrets'

export interface Named {
  kind: NamedKind
  /** Unknown for a goal that names no host. */
  host: string | null
  name: string
}

export interface Names {
  hosts: string[]
  wires: string[]
  params: string[]
  images: string[]
  things: Named[]
}

const kinds: readonly string[] = [
  'networks',
  'volumes',
  'containers',
  'services',
  'secrets',
] satisfies NamedKind[]

export function namesIn({ entries }: Outline): Names {
  const keysBelow = (top: string) =>
    entries.flatMap(({ path }) => (path.length === 2 && path[0] === top ? [String(path[1])] : []))
  const values = (matches: (path: Path) => boolean) =>
    entries.flatMap(({ path, value }) => (value && matches(path) ? [value.text] : []))
  return {
    hosts: unique(keysBelow('hosts')),
    params: unique(keysBelow('params')),
    wires: unique(values((path) => path[0] === 'wires')),
    images: unique(values((path) => path.at(-1) === 'image' || path.at(-2) === 'images')),
    things: thingsIn(entries.map(({ path }) => path)),
  }
}

function thingsIn(paths: readonly Path[]): Named[] {
  const found = paths.flatMap((path): Named[] => {
    const [kind, name] = path.slice(-2)
    const start = path[0] === 'hosts' && path.length === 4
    const goal = path[0] === 'steps' && path[2] === 'goal' && path.length <= 6 && path.length >= 5
    if (!(start || goal) || typeof name !== 'string' || !isKind(kind)) return []
    const host = start ? path[1] : path.length === 6 ? path[3] : null
    return [{ kind, name, host: typeof host === 'string' ? host : null }]
  })
  const print = ({ kind, host, name }: Named) => [kind, host, name].join('/')
  return [...new Map(found.map((thing) => [print(thing), thing])).values()]
}

const isKind = (kind: unknown): kind is NamedKind =>
  typeof kind === 'string' && kinds.includes(kind)

const unique = (list: readonly string[]) => [...new Set(list)]

/** Every thing's name of a kind; as `host1/db` where a lab has several hosts. */
export function refsTo(names: Names, kind: NamedKind): string[] {
  const several = names.hosts.length > 1
  const things = names.things.filter((thing) => thing.kind === kind)
  return unique(
    things.map(({ host, name }) => (several && host !== null ? `${host}/${name}` : name)),
  )
}

/** What a host holds of a kind; all that is drawn anywhere where the host is not known. */
export function namesOn(names: Names, kind: NamedKind, host: string | null): string[] {
  const here = names.things.filter(
    (thing) => thing.kind === kind && (host === null || thing.host === null || thing.host === host),
  )
  return unique(here.map(({ name }) => name))
}

/** The host that a path stands below. */
export function hostOf(path: Path): string | null {
  const host = path[0] === 'hosts' ? path[1] : path[2] === 'goal' ? path[3] : undefined
  return typeof host === 'string' && !kinds.includes(host) && host !== 'images' ? host : null
}

export const drivers = driverKinds.filter(({ role }) => role === 'driver')
