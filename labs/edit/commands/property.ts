import { pathOf } from '../lab.ts'
import type { Kind } from '../lab.ts'
import { refuse } from '../refusal.ts'
import type { Sheet } from '../sheet.ts'
import type { Path, Value } from '../value.ts'

export interface SetProperty {
  host: string
  kind: Kind | 'host'
  /** Left out for a host. */
  name?: string
  path: Path
  /** Undefined takes the property out, with what is left empty above it. */
  value?: Value | undefined
}

export function setProperty(sheet: Sheet, { host, kind, name, path, value }: SetProperty): void {
  const base = kind === 'host' ? ['hosts', host] : pathOf({ host, kind, name: name ?? '' })
  if (sheet.at(base) === undefined) refuse(`There is no ${kind} \`${name ?? host}\`.`)
  if (path.length === 0) refuse('Say which property is to be set.')
  const place = [...base, ...path]
  if (value !== undefined) sheet.set(place, value)
  else if (sheet.at(place) !== undefined) sheet.prune(place, base.length)
}
