/** Files that somebody chose → a lab, and in words what of them could not be carried. */
import {
  importCompose,
  LAB_BYTES,
  LAB_SIZE,
  labBytes,
  withNotes,
} from '../../../labs/exchange/index.ts'
import type { DraftContent } from '../../../server/protocol.ts'
import { readFolder, unpackLab, type Unpacked } from './pack.ts'

export interface Read {
  /** Absent where there is no lab. */
  content?: DraftContent
  /** What was read, as one would call it. */
  from: string
  notes: string[]
}

export async function readFiles(files: readonly File[]): Promise<Read> {
  return limited(await readAny(files))
}

/** What the server would refuse is refused here, where it can still be made smaller. */
function limited(read: Read): Read {
  if (read.content === undefined || labBytes(read.content) <= LAB_BYTES) return read
  const note = `The lab with its files is larger than ${LAB_SIZE}. Leave large files out; what learners need belongs in an image.`
  return { from: read.from, notes: [note] }
}

async function readAny(files: readonly File[]): Promise<Read> {
  const [first, second] = files
  if (first === undefined) return { from: 'nothing', notes: [] }
  const inFolder = first.webkitRelativePath !== ''
  if (second !== undefined || inFolder) return unpacked(await folderOf(files), 'the folder')
  const bytes = new Uint8Array(await first.arrayBuffer())
  if (/\.zip$/i.test(first.name) || isZip(bytes)) return unpacked(unpackLab(bytes), first.name)
  return readYaml(new TextDecoder().decode(bytes), first.name)
}

/** However it is called: `PK` is how each begins (APPNOTE 4.3.7). */
const isZip = ([first, second]: Uint8Array) => first === 0x50 && second === 0x4b

/** A lab or a compose file: a lab says so in its first key. `beside`: what is already known not to come along. */
export function readYaml(text: string, name: string, beside: readonly string[] = []): Read {
  const layout = { version: 1 as const, positions: {} }
  if (/^['"]?slipway['"]?\s*:/m.test(text)) {
    return { content: { text, layout, files: {} }, from: name, notes: [...beside] }
  }
  const made = importCompose(text)
  const told = made.diagnostics.map(
    ({ line, message, advice }) => `Line ${String(line)}: ${message} ${advice}`,
  )
  const notes = [...told, ...beside]
  if (made.text === undefined) return { from: name, notes }
  const kept = withNotes(made.text, name, notes)
  return { content: { text: kept, layout: made.layout, files: {} }, from: name, notes }
}

async function folderOf(files: readonly File[]): Promise<Unpacked> {
  const parts = await Promise.all(
    files.map(async (file) => {
      const path = file.webkitRelativePath || file.name
      return [path, new Uint8Array(await file.arrayBuffer())] as const
    }),
  )
  return readFolder(Object.fromEntries(parts))
}

function unpacked(found: Unpacked, from: string): Read {
  if ('refused' in found) return { from, notes: [found.refused.reason] }
  if ('compose' in found) {
    return readYaml(found.compose, `${found.path} of ${from}`, found.notes)
  }
  const { text, layout, files, notes } = found
  return { content: { text, layout, files }, from, notes }
}
