/** What a container or a service mounts, between its text and a form. Pure. */
import { fieldsOf, listOf } from '../../../labs/edit/lab.ts'
import type { MountSpec } from '../../../labs/edit/mount-text.ts'
import { isFields, type Fields, type Path, type Value } from '../../../labs/edit/value.ts'
import { parseMount } from '../../../labs/topology/mounts.ts'

export type MountKind = 'volume' | 'anonymous' | 'bind' | 'tmpfs' | 'from'

export interface MountDraft {
  kind: MountKind
  /** A volume, a path of the host, or a container. */
  source: string
  target: string
  readOnly: boolean
}

export const mountKinds: { value: MountKind; label: string }[] = [
  { value: 'volume', label: 'a named volume' },
  { value: 'anonymous', label: 'an anonymous volume' },
  { value: 'bind', label: 'a folder or file of the host' },
  { value: 'tmpfs', label: 'memory (tmpfs)' },
  { value: 'from', label: 'the volumes of a container' },
]

/** What the source is called; undefined where there is none. */
export const sourceLabels: Partial<Record<MountKind, string>> = {
  volume: 'Volume',
  bind: 'Path on the host',
  from: 'Container',
}

export interface MountRow {
  /** Where it is written, from its user. */
  path: Path
  /** Undefined for what cannot be read as a mount. */
  draft: MountDraft | undefined
  /** As it is written. */
  text: string
}

export function rowsOf(spec: Fields): MountRow[] {
  const { volumes, tmpfs, volumes_from } = spec
  const memory = typeof tmpfs === 'string' ? [tmpfs] : listOf(tmpfs)
  return [
    ...listOf(volumes).map((one, index) => row(['volumes', index], one, mounted(one))),
    ...memory.map((one, index) => {
      const path = typeof tmpfs === 'string' ? ['tmpfs'] : ['tmpfs', index]
      const target = String(one).split(':')[0] ?? ''
      return row(path, one, { kind: 'tmpfs', source: '', target, readOnly: false })
    }),
    ...listOf(volumes_from).map((one, index) => {
      const [source = '', mode] = String(one).split(':')
      const draft = { kind: 'from', source, target: '', readOnly: mode === 'ro' } as const
      return row(['volumes_from', index], one, draft)
    }),
  ]
}

function row(path: Path, written: Value, draft: MountDraft | undefined): MountRow {
  return { path, draft, text: typeof written === 'string' ? written : JSON.stringify(written) }
}

function mounted(written: Value): MountDraft | undefined {
  const { type, source, target, read_only } = isFields(written)
    ? fieldsOf(written)
    : longOf(String(written))
  if (typeof target !== 'string' || !['volume', 'bind', 'tmpfs'].includes(String(type))) {
    return undefined
  }
  const from = typeof source === 'string' ? source : ''
  const kind = type === 'volume' && from === '' ? 'anonymous' : (type as MountKind)
  return { kind, source: from, target, readOnly: read_only === true }
}

function longOf(written: string): Fields {
  const parsed = parseMount(written)
  if (parsed === undefined) return {}
  const { readOnly, ...rest } = parsed
  return { ...rest, read_only: readOnly }
}

export interface MountProblems {
  source?: string
  target?: string
}

export function mountProblems({ kind, source, target }: MountDraft): MountProblems {
  const wrong = sourceProblem(kind, source.trim())
  return {
    ...(wrong === undefined ? {} : { source: wrong }),
    ...(kind === 'from' || target.trim().startsWith('/') ? {} : { target: 'Begin with a slash.' }),
  }
}

function sourceProblem(kind: MountKind, source: string): string | undefined {
  if (sourceLabels[kind] === undefined) return undefined
  if (kind === 'bind') {
    return /^(\/|\$\{)/.test(source) ? undefined : 'Write the whole path, such as /srv/data.'
  }
  if (source === '') return kind === 'from' ? 'Which container?' : 'Which volume?'
  return source.includes('/') ? 'A name has no slash; a path is of the host.' : undefined
}

/** For everything but the volumes of a container. */
export function mountOf({ kind, source, target, readOnly }: MountDraft): MountSpec {
  const named = kind === 'volume' || kind === 'bind'
  return {
    type: kind === 'bind' || kind === 'tmpfs' ? kind : 'volume',
    ...(named ? { source: source.trim() } : {}),
    ...(kind === 'tmpfs' ? {} : { readOnly }),
    target: target.trim(),
  }
}

export const borrowedOf = ({ source, readOnly }: MountDraft): string =>
  source.trim() + (readOnly ? ':ro' : '')
