/** Edits that mend what a diagnostic found, read from the advice that it gives; `mending.ts` has those that change the lab. */
import type { Diagnostic } from '../../labs/format/index.ts'
import type { TextEdit } from '../../labs/edit/splice.ts'
import { mendsOf } from './mending.ts'

export interface Fix {
  title: string
  edits: TextEdit[]
  /** The one that is most likely meant. */
  preferred: boolean
}

type Mended = Pick<Diagnostic, 'code' | 'message' | 'advice' | 'offset' | 'endOffset'>

const MOST = 6

export function fixesOf(diagnostic: Mended, text: string): Fix[] {
  if (diagnostic.code === 'tab-indent') return [spacesForTabs(diagnostic, text)]
  const meant = /Did you mean `([^`]+)`\?/.exec(diagnostic.advice)?.[1]
  const legal = /[:;] ((?:`[^`]+`(?:, | or | and )?)+)\.?/.exec(diagnostic.advice)?.[1] ?? ''
  const others = [...legal.matchAll(/`([^`]+)`/g)].flatMap(([, word]) => word ?? [])
  const marked = text.slice(diagnostic.offset, diagnostic.endOffset)
  const all = [...new Set(meant === undefined ? others : [meant, ...others])]
  const words = all.filter((word) => word !== marked)
  if (words.length > MOST) words.length = meant === undefined ? 0 : 1
  const changes = words.map((word) => ({
    title: `Change to ${word}`,
    edits: [replacing(diagnostic, text, word)],
    preferred: word === meant,
  }))
  const mends = mendsOf(diagnostic, text)
  return [...changes, ...mends.map((mend) => ({ ...mend, preferred: changes.length === 0 }))]
}

/** Replaces the word that the message names where it is a part of what is marked, and keeps quotes. */
function replacing({ message, offset, endOffset }: Mended, text: string, word: string): TextEdit {
  const marked = text.slice(offset, endOffset)
  const named = /`([^`]+)`/.exec(message)?.[1] ?? ''
  const at = named === '' ? -1 : marked.indexOf(named)
  if (at >= 0) return { from: offset + at, to: offset + at + named.length, insert: word }
  const quote = /^(["']).*\1$/s.exec(marked)?.[1] ?? ''
  return { from: offset, to: endOffset, insert: `${quote}${word}${quote}` }
}

/** All tabs that indent, for one alone would only move the mistake. */
function spacesForTabs({ offset }: Mended, text: string): Fix {
  const edits = [...text.matchAll(/^[ ]*\t[ \t]*/gm)].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
    insert: found.replaceAll('\t', '  '),
  }))
  const here = edits.some(({ from, to }) => from <= offset && offset <= to)
  return { title: 'Indent with spaces', edits, preferred: here }
}
