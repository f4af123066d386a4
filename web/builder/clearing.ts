/** Takes what is selected out of the lab, all of it in one step of the history, and says what goes with it. */
import type { Refused } from '../../labs/edit/index.ts'
import type { LabDocument } from './document.svelte.ts'
import { inTurn, losses, removal } from './removing.ts'
import { writtenId } from './things.ts'

export interface ClearPorts {
  doc: LabDocument
  /** What was done, and what went with it. */
  tell(label: string, notes: readonly string[]): void
  refuse(refused: Refused): void
  /** After something went: whether a thing is still drawn. */
  isDrawn(id: string): boolean
  gesture(kind: string): string
}

export function openClearing({ doc, tell, refuse, isDrawn, gesture }: ClearPorts) {
  const written = (ids: readonly string[]) => ids.map((id) => writtenId(id, doc.sketch.value))

  return {
    remove(ids: readonly string[] = doc.selection) {
      const isGoal = doc.goalStep !== null
      const all = inTurn(written(ids))
      const wanted = all.map((id) => removal(doc.sketch.value, id, isGoal))
      const stuck = wanted.find((one) => 'refused' in one)
      if (stuck) refuse(stuck)
      const going = wanted.flatMap((one) => ('refused' in one ? [] : [one]))
      const of = gesture('remove')
      const several = going.length > 1 ? `Remove ${String(going.length)} things` : undefined
      const notes = going.flatMap(({ command, label }) => {
        const done = doc.edit(command, several ?? label, of)
        if ('refused' in done) refuse(done)
        return 'refused' in done ? [] : [doc.notes]
      })
      if (notes.length === 0) return
      tell(several ?? going[0]?.label ?? '', [...new Set(notes.flat())])
      doc.select(doc.selection.filter(isDrawn))
    },
    /** What goes with the selection when it is removed, one sentence each. */
    get losses(): string[] {
      return losses(doc.text, doc.sketch.value, written(doc.selection), doc.goalStep)
    },
  }
}
