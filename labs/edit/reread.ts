/** Reads the plain data of a text that is changed key by key: a part that is as it was is not read again. */
import { parseDocument } from 'yaml'
import { readTree, toValue } from './tree.ts'
import { refusable } from './refusal.ts'
import { fromEntries, isFields } from './value.ts'
import type { Fields, Value } from './value.ts'

/** Sections, and what stands in them, such as each host. */
const DEPTH = 2

/**
 * Answers as `readTree(text).value` does, and refuses what that refuses. What a part stands for is the same
 * object as long as its text is the same: nobody may change it.
 */
export function createRereader(): (text: string) => Value {
  let known = new Map<string, Fields>()
  return (text) => {
    const kept = new Map<string, Fields>()
    const once = (part: string, read: () => Fields | undefined) => {
      const found = kept.get(part) ?? known.get(part) ?? read()
      if (found !== undefined) kept.set(part, found)
      return found
    }
    const value = readParts(text, DEPTH, once) ?? readTree(text).value
    known = kept
    return value
  }
}

type Once = (part: string, read: () => Fields | undefined) => Fields | undefined

/** Undefined where it takes more than a look at the lines to tell the parts from each other. */
function readParts(text: string, depth: number, once: Once): Fields | undefined {
  const parts = partsOf(text)
  const entries: [string, Value][] = []
  for (const part of parts ?? []) {
    const read = once(part, () => readPart(part, depth, once))
    if (read === undefined) return undefined
    entries.push(...Object.entries(read))
  }
  const names = new Set(entries.map(([name]) => name))
  const isWhole = entries.length > 0 && names.size === entries.length
  return isWhole ? fromEntries(entries) : undefined
}

function readPart(part: string, depth: number, once: Once): Fields | undefined {
  const [, head = '', body = ''] = /^( *\w[\w.-]*:)[ \t]*(?:#.*)?\r?\n([^]*)$/.exec(part) ?? []
  const inside = head !== '' && depth > 1 ? readParts(body, depth - 1, once) : undefined
  if (inside === undefined) return readAlone(part)
  // A key may read otherwise than it is written, as `0x10` does.
  const [name] = Object.keys(readAlone(head) ?? {})
  return name === undefined ? undefined : { [name]: inside }
}

/** What goes beyond its lines, such as an anchor from elsewhere, is a mistake where it stands alone. */
function readAlone(part: string): Fields | undefined {
  const doc = parseDocument(part, { logLevel: 'silent' })
  if (doc.errors.length > 0) return undefined
  const value = refusable(() => toValue(doc))
  return isFields(value) && !('refused' in value) ? value : undefined
}

/** The entries of a map, cut where a line begins with a key as deep as the first. */
function partsOf(text: string): string[] | undefined {
  const starts: number[] = []
  let depth = -1
  for (const { index, 1: blanks = '', 2: rest = '' } of text.matchAll(
    /(?<![^\n])( *)([^ \r\n][^\n]*)/g,
  )) {
    if (rest.startsWith('#')) continue
    if (depth < 0) depth = blanks.length
    if (blanks.length > depth) continue
    if (blanks.length < depth) return undefined
    if (/^\w[\w.-]*:(?:[ \t\r]|$)/.test(rest)) starts.push(index)
    else if (!/^-(?:[ \t\r]|$)/.test(rest) || starts.length === 0) return undefined
  }
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}
