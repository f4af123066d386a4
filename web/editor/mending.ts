/** Fixes that change more than the marked word: what is missing is added, what is illegal taken away or renamed. */
import { apply, edit, type Command } from '../../labs/edit/index.ts'
import { freeName } from '../../labs/edit/names.ts'
import { kinds, sections, type Kind } from '../../labs/edit/lab.ts'
import type { TextEdit } from '../../labs/edit/splice.ts'
import type { Diagnostic } from '../../labs/format/index.ts'
import type { Path } from './outline.ts'
import { scan } from './scan.ts'

export interface Mend {
  title: string
  edits: TextEdit[]
}

type Mended = Pick<Diagnostic, 'code' | 'message' | 'offset' | 'endOffset'>

/** Kinds that are something by their name alone. */
const addable: Partial<Record<Diagnostic['code'], Kind>> = {
  'unknown-network': 'network',
  'unknown-volume': 'volume',
}
const removable: readonly Diagnostic['code'][] = ['unknown-key', 'compose-key', 'unused-param']

export function mendsOf(diagnostic: Mended, text: string): Mend[] {
  const kind = addable[diagnostic.code]
  if (kind !== undefined) return adding(kind, diagnostic, text)
  if (removable.includes(diagnostic.code)) return removing(diagnostic, text)
  return diagnostic.code === 'bad-name' ? renaming(diagnostic, text) : []
}

function adding(kind: Kind, { message, offset, endOffset }: Mended, text: string): Mend[] {
  const name = new RegExp(`${kind} \`([^\`]+)\``).exec(message)?.[1]
  const host = hostOf(message, text.slice(offset, endOffset), text)
  if (name === undefined || host === undefined) return []
  return done(`Add the ${kind} ${name} to ${host}`, text, { do: 'addThing', host, kind, name })
}

/** The host that the message or the marked words name; else the only one. */
function hostOf(message: string, marked: string, text: string): string | undefined {
  const hosts = scan(text).entries.flatMap(({ path }) =>
    path[0] === 'hosts' && path.length === 2 ? [String(path[1])] : [],
  )
  const said = / on `?([\w-]+)`?\.$/.exec(message)?.[1] ?? /([\w-]+)\//.exec(marked)?.[1]
  if (said !== undefined && hosts.includes(said)) return said
  return hosts.length === 1 ? hosts[0] : undefined
}

function removing(diagnostic: Mended, text: string): Mend[] {
  const path = keyAt(diagnostic, text)
  if (path === undefined) return []
  const edited = edit(text, (sheet) => sheet.remove(path))
  const title = `Remove ${String(path.at(-1))}`
  return 'refused' in edited ? [] : [{ title, edits: edited.edits }]
}

function renaming(diagnostic: Mended, text: string): Mend[] {
  const path = keyAt(diagnostic, text) ?? []
  const [top, host, section] = path.map(String)
  const name = String(path.at(-1))
  const taken = scan(text).entries.flatMap((entry) =>
    entry.path.length === path.length &&
    entry.path.slice(0, -1).every((step, i) => step === path[i])
      ? [String(entry.path.at(-1))]
      : [],
  )
  const to = (legal: string) => freeName(legal, taken)
  const kind = kinds.find((one) => sections[one] === section)
  if (top === 'hosts' && path.length === 2) {
    const host = to(legalName(name, '-').toLowerCase())
    return done(`Rename to ${host}`, text, { do: 'renameHost', name, to: host })
  }
  if (top !== 'hosts' || path.length !== 4 || kind === undefined || host === undefined) return []
  const thing = to(legalName(name, '_'))
  return done(`Rename to ${thing}`, text, { do: 'rename', host, kind, name, to: thing })
}

/** The nearest that Docker takes. */
function legalName(name: string, joint: string): string {
  const plain = name.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  const words = plain.replace(/[^a-zA-Z0-9_.-]+/g, joint).replace(/_/g, joint)
  return words.replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '') || 'thing'
}

/** The key that is marked. */
function keyAt({ offset, endOffset }: Mended, text: string): Path | undefined {
  return scan(text).entries.find(({ key }) => key && key.from <= offset && endOffset <= key.to)
    ?.path
}

function done(title: string, text: string, command: Command): Mend[] {
  const applied = apply(text, command)
  return 'refused' in applied ? [] : [{ title, edits: applied.edits }]
}
