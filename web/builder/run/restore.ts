/** Puts a version's content into the draft. Text and places can be undone as any other edit. */
import type { LayoutChange } from '../../../labs/edit/index.ts'
import type { DraftContent } from '../../../server/protocol.ts'
import type { LabDocument } from '../document.svelte.ts'

export function restore(doc: LabDocument, content: DraftContent): void {
  doc.type(content.text)
  const wanted = content.layout.positions
  const gone = Object.keys(doc.layout.positions).filter((key) => !Object.hasOwn(wanted, key))
  const changes: LayoutChange[] = [
    // Dropping a host drops all that is placed in it, so what is wanted comes after.
    ...gone.map((drop) => ({ drop })),
    ...Object.entries(wanted).map(([place, at]) => ({ place, at })),
  ]
  if (changes.length > 0) doc.move(changes)
  for (const path of Object.keys(doc.files)) {
    if (!Object.hasOwn(content.files, path)) doc.setFile(path, undefined)
  }
  for (const [path, body] of Object.entries(content.files)) doc.setFile(path, body)
}
