/** Puts a version's content into the draft, as one change that can be undone: text, places and files. */
import type { DraftContent } from '../../../server/protocol.ts'
import type { LabDocument } from '../document.svelte.ts'

export function restore(doc: LabDocument, { text, layout, files }: DraftContent): void {
  doc.replace({ text, layout, files }, 'Bring a version back')
}
