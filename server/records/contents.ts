/** A lab's content as columns. */
import type { Layout } from '../../labs/layout.ts'
import type { DraftContent } from '../protocol.ts'
import type { ContentsTable } from './schema.ts'

type ContentColumns = Omit<ContentsTable, 'digest'>

export function fromContent({ text, layout, files }: DraftContent): ContentColumns {
  return { text, layout: JSON.stringify(layout), files: JSON.stringify(files) }
}

export function toContent({ text, layout, files }: ContentColumns): DraftContent {
  return {
    text,
    layout: JSON.parse(layout) as Layout,
    files: JSON.parse(files) as Record<string, string>,
  }
}
