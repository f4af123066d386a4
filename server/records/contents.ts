/** A lab's content as columns, each as JSON: a database cuts or refuses characters that a text may hold, JSON escapes them. */
import type { Layout } from '../../labs/layout.ts'
import type { DraftContent } from '../protocol.ts'
import type { ContentsTable } from './schema.ts'

type ContentColumns = Omit<ContentsTable, 'digest'>

export function fromContent({ text, layout, files }: DraftContent): ContentColumns {
  return {
    text: JSON.stringify(text),
    layout: JSON.stringify(layout),
    files: JSON.stringify(files),
  }
}

export function toContent({ text, layout, files }: ContentColumns): DraftContent {
  return {
    text: JSON.parse(text) as string,
    layout: JSON.parse(layout) as Layout,
    files: JSON.parse(files) as Record<string, string>,
  }
}

/** A line of words for a column: without the characters that a database cuts at or refuses. */
export function toLine(words: string): string {
  return words.replace(/[\u0000\p{Cs}]/gu, '')
}
