/** A service's volumes and ports: what a lab says in the same way passes, what it cannot say is told. */
import { fieldsOf, listOf } from '../edit/lab.ts'
import { isFields } from '../edit/value.ts'
import type { Path, Value } from '../edit/value.ts'
import { parseMount } from '../topology/mounts.ts'
import { parsePort } from '../topology/ports.ts'
import type { ComposeNames } from './compose-names.ts'
import type { ComposeSource } from './compose-source.ts'

export function mountsOf(
  source: ComposeSource,
  names: ComposeNames,
  path: Path,
  written: Value,
): Value[] {
  return listOf(written).flatMap((mount, index) => {
    const here = [...path, index]
    return isFields(mount)
      ? long(source, names, here, mount)
      : short(source, names, here, String(mount))
  })
}

function short(source: ComposeSource, names: ComposeNames, path: Path, written: string): Value[] {
  const from = written.split(':')[0] ?? ''
  if (/^[.~]/.test(from)) return relative(source, path, from)
  const mount = parseMount(written)
  if (mount === undefined) {
    source.tell(
      'not-legal',
      path,
      `\`${written}\` is not a mount that a lab knows.`,
      short.advice,
      'value',
    )
    return []
  }
  const kept = withoutModes(source, path, written)
  if (mount.type !== 'volume' || mount.source === '') return [kept]
  if (!names.has('volumes', from)) return undeclared(source, path, from)
  return [names.volume(from) + kept.slice(from.length)]
}
short.advice = 'Write "name:/path", "/on/the/host:/path:ro" or "/path".'

/** A lab's mount is writable or not; what else may stand behind the path has no effect there. */
function withoutModes(source: ComposeSource, path: Path, written: string): string {
  const [from = '', target, modes = ''] = written.split(':')
  if (target === undefined || modes === '') return written
  const all = modes.split(',')
  for (const mode of all.filter((one) => one !== 'ro' && one !== 'rw')) {
    const advice = 'A mount is read-only (`ro`) or writable.'
    source.tell(
      'not-carried',
      path,
      `\`${mode}\` of a mount is not part of a lab.`,
      advice,
      'value',
    )
  }
  return [from, target, ...(all.includes('ro') ? ['ro'] : [])].join(':')
}

/** Memory is mounted without options, read-only or not. */
export function memoryOf(source: ComposeSource, path: Path, written: Value): Value {
  const one = (mount: Value, here: Path): Value => {
    const [target = '', options = ''] = String(mount).split(':')
    const all = options.split(',').filter((option) => option !== '')
    for (const option of all.filter((name) => name !== 'ro' && name !== 'rw')) {
      const advice = 'A tmpfs has a path, and may be read-only (`ro`).'
      source.tell(
        'not-carried',
        here,
        `\`${option}\` of a tmpfs is not part of a lab.`,
        advice,
        'value',
      )
    }
    return all.includes('ro') ? `${target}:ro` : target
  }
  return Array.isArray(written)
    ? written.map((mount, index) => one(mount, [...path, index]))
    : one(written, path)
}

/** Compose refuses a volume that the file does not declare. */
function undeclared(source: ComposeSource, path: Path, name: string): Value[] {
  const advice = 'Declare it below `volumes`. The container is made without it now.'
  source.tell('not-legal', path, `The file declares no volume \`${name}\`.`, advice, 'value')
  return []
}

/** Beside the compose file there are files; a lab’s hosts have only what the lab puts there. */
function relative(source: ComposeSource, path: Path, from: string): Value[] {
  source.tell(
    'not-carried',
    path,
    `\`${from}\` is a path beside the compose file, which a lab’s host does not have.`,
    'Put the files into the lab’s folder `files/`, name them below the host’s `files`, and mount that path.',
    'value',
  )
  return []
}

const mountKeys = ['type', 'source', 'target', 'read_only']

function long(
  source: ComposeSource,
  names: ComposeNames,
  path: Path,
  mount: Record<string, Value>,
): Value[] {
  const { type, source: from } = mount
  if (!['volume', 'bind', 'tmpfs'].includes(String(type))) {
    source.tell(
      'not-carried',
      path,
      `A mount of type ${String(type)} is not part of a lab.`,
      'Use volume, bind or tmpfs.',
    )
    return []
  }
  if (type === 'bind' && /^[.~]/.test(String(from))) return relative(source, path, String(from))
  if (type === 'volume' && from !== undefined && !names.has('volumes', String(from))) {
    return undeclared(source, path, String(from))
  }
  const kept = Object.entries(mount).filter(([key]) => {
    if (mountKeys.includes(key)) return true
    source.tell(
      'not-carried',
      [...path, key],
      `\`${key}\` of a mount is not part of a lab.`,
      `A mount has ${mountKeys.join(', ')}.`,
    )
    return false
  })
  const fields = Object.fromEntries(kept)
  return [
    type === 'volume' && typeof from === 'string'
      ? { ...fields, source: names.volume(from) }
      : fields,
  ]
}

export function portsOf(source: ComposeSource, path: Path, written: Value): Value[] {
  return listOf(written).flatMap((port, index) => {
    const here = [...path, index]
    if (!isFields(port)) return shortPort(source, here, String(port))
    const kept = Object.entries(port).filter(([key]) => {
      if (['target', 'published', 'host_ip', 'protocol'].includes(key)) return true
      source.tell(
        'not-carried',
        [...here, key],
        `\`${key}\` of a port is not part of a lab.`,
        'A port has target, published, host_ip and protocol.',
      )
      return false
    })
    return [fieldsOf(Object.fromEntries(kept))]
  })
}

/** A range is written out, port by port. */
function shortPort(source: ComposeSource, path: Path, written: string): Value[] {
  if (parsePort(written) !== undefined) return [written]
  const [, before = '', first, last, to, until, after = ''] =
    /^(.*?:)??(?:(\d+)-(\d+):)?(\d+)-(\d+)(\/\w+)?$/.exec(written) ?? []
  const count = Number(until) - Number(to) + 1
  const even = first === undefined || Number(last) - Number(first) + 1 === count
  if (until === undefined || count < 1 || count > 100 || !even) {
    source.tell(
      'not-legal',
      path,
      `\`${written}\` is not a port that a lab knows.`,
      'Write "8080:80" or "127.0.0.1:8080:80/tcp".',
      'value',
    )
    return []
  }
  return Array.from({ length: count }, (_, index) => {
    const published = first === undefined ? '' : `${Number(first) + index}:`
    return `${before}${published}${Number(to) + index}${after}`
  })
}
