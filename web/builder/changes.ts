/** What the server has not got yet, so that it can be done again on what somebody else saved. */
import type { Draft, DraftContent, Result } from '../../server/protocol.ts'
import { merge, type Pending } from './merging.ts'
import type { Rebased, Rescue } from './saving.svelte.ts'

export interface ChangesPorts {
  content(): DraftContent
  put(revision: number, content: DraftContent): Promise<Result<{ revision: number }>>
  theirs(): Promise<Result<Draft>>
  take(merged: DraftContent): void
  onMerged(): void
}

export function openChanges(draft: Draft, rescue: Rescue | null, ports: ChangesPorts) {
  // What was rescued was made on another revision where somebody saved since; what that held, nobody knows here.
  let base: DraftContent | null =
    rescue === null || rescue.revision === draft.revision ? draft : null
  let pending: Pending[] =
    rescue === null ? [] : [{ before: draft.text, after: rescue.content.text }]

  return {
    add: (change: Pending) => void pending.push(change),
    async put(revision: number, content: DraftContent) {
      const sent = pending.length
      const result = await ports.put(revision, content)
      if (result.ok) {
        base = content
        pending = pending.slice(sent)
      }
      return result
    },
    async rebase(): Promise<Rebased> {
      const answer = await ports.theirs()
      if (!answer.ok) return { is: 'offline', words: answer.error.title }
      const theirs = answer.value
      const mine = ports.content()
      const merged = base === null ? undefined : merge(base, mine, theirs, pending)
      if (merged === undefined) return { is: 'clash', theirs }
      base = theirs
      ports.take(merged)
      ports.onMerged()
      return { is: 'merged', revision: theirs.revision }
    },
    /** The author keeps what is here, whatever else was saved. */
    overrule(theirs: DraftContent) {
      base = theirs
    },
  }
}
