/** Labs as one file: a zip of their folder, both ways. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import {
  fromFolder,
  LAB_BYTES,
  LAB_SIZE,
  toFolder,
  type FromFolder,
} from '../../../labs/exchange/index.ts'
import type { DraftContent } from '../../../server/protocol.ts'

/** A folder that is an application's: what is in it besides its compose file is not part of a lab. */
interface ComposeFolder {
  compose: string
  path: string
  notes: string[]
}
export type Unpacked = FromFolder | ComposeFolder | { refused: { reason: string } }

/** `name`: the folder that everything is in. */
export function packLab(content: DraftContent, name: string): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(toFolder(content)).map(
    ([path, text]) => [`${name}/${path}`, strToU8(text)] as const,
  )
  return new Uint8Array(zipSync(Object.fromEntries(entries), { level: 6 }))
}

export function unpackLab(bytes: Uint8Array): Unpacked {
  // A small zip can hold very much, so it is looked at before it is unpacked.
  let left = LAB_BYTES
  try {
    const files = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        left -= originalSize
        return left >= 0
      },
    })
    if (left < 0) {
      return refused(`This zip holds more than ${LAB_SIZE}, which is more than a lab may.`)
    }
    return readFolder(files)
  } catch {
    return refused('This is not a zip file, or a part of it is broken.')
  }
}

/** Content by path; what is not text cannot be part of a lab and is said. */
export function readFolder(files: Readonly<Record<string, Uint8Array>>): Unpacked {
  const texts: Record<string, string> = {}
  const binary: string[] = []
  for (const [path, bytes] of Object.entries(files)) {
    if (path.endsWith('/') || path.startsWith('__MACOSX/')) continue
    const text = textOf(bytes)
    if (text === undefined) binary.push(path)
    else texts[path] = text
  }
  const found = fromFolder(texts)
  if ('refused' in found) return composeIn(texts) ?? found
  const notes = binary.map((path) => `\`${path}\` is not text and was left out.`)
  return { ...found, notes: [...found.notes, ...notes] }
}

function composeIn(texts: Readonly<Record<string, string>>): ComposeFolder | undefined {
  const isCompose = /^([^/]+\/)?(docker-)?compose\.ya?ml$/
  const paths = Object.keys(texts).filter((path) => isCompose.test(path))
  const path = paths.toSorted((one, other) => one.split('/').length - other.split('/').length)[0]
  if (path === undefined) return undefined
  const others = Object.keys(texts).filter((one) => one !== path)
  const notes = others.map((one) => `\`${one}\` was left out: put it into the lab’s \`files/\`.`)
  return { compose: texts[path] ?? '', path, notes }
}

function textOf(bytes: Uint8Array): string | undefined {
  const text = strFromU8(bytes)
  return text.includes('\0') || text.includes('\uFFFD') ? undefined : text
}

const refused = (reason: string) => ({ refused: { reason } })
