/** Puts earlier content into the draft, as one change that can be undone: text, places and files. */
import type { DraftContent } from '../../../server/protocol.ts'
import type { LabDocument } from '../document.svelte.ts'
import { fileChanges, movedThings, type FileChange } from './file-changes.ts'

export function restore(doc: Pick<LabDocument, 'replace'>, content: DraftContent, said: string) {
  const { text, layout, files } = content
  doc.replace({ text, layout, files }, `Bring back ${said}`)
}

const verbs: Record<FileChange['is'], string> = {
  different: 'is replaced',
  missing: 'is deleted',
  extra: 'comes back',
  same: 'stays as it is',
}

/** What of the draft is replaced, one sentence each; none where it is the same already. */
export function replacedWords(draft: DraftContent, other: DraftContent): string[] {
  const moved = movedThings(draft, other).length
  const things = moved === 1 ? '1 thing stands' : `${moved} things stand`
  return fileChanges(draft, other)
    .filter(({ is }) => is !== 'same')
    .map(({ path, is }) => {
      const places = path === 'layout.json' && moved > 0 ? `: ${things} elsewhere` : ''
      return `\`${path}\` ${verbs[is]}${places}.`
    })
}
