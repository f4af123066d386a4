/** What the server has not got yet, so that it can be done again on what somebody else saved. */
import type { Draft, DraftContent, Result } from '../../server/protocol.ts'
import { sameContent } from './content.ts'
import { merge, type Pending } from './merging.ts'
import type { Rescue, Sent } from './rescue.ts'
import type { Rebased } from './saving.svelte.ts'

export interface ChangesPorts {
  content(): DraftContent
  put(revision: number, sent: Sent): Promise<Result<{ revision: number }>>
  theirs(): Promise<Result<Draft>>
  take(merged: DraftContent): void
  onMerged(): void
}

export function openChanges(draft: Draft, rescue: Rescue | null, ports: ChangesPorts) {
  // What was rescued was made on another revision where somebody saved since; what that held, nobody knows here.
  let base: DraftContent | null =
    rescue === null || rescue.revision === draft.revision ? draft : null
  let pending: Pending[] = rescue === null ? [] : rescuedChanges(draft, rescue)
  /** The save that is on its way, with how many of the changes it holds. */
  let sending = { attempt: rescue?.sent?.attempt ?? '', changes: 1 }

  return {
    add: (change: Pending) => void pending.push(change),
    async put(revision: number, sent: Sent) {
      if (sent.attempt !== sending.attempt) {
        sending = { attempt: sent.attempt, changes: pending.length }
      }
      const result = await ports.put(revision, sent)
      if (result.ok) {
        base = sent.content
        pending = pending.slice(sending.changes)
      }
      return result
    },
    async rebase(): Promise<Rebased> {
      const answer = await ports.theirs()
      if (!answer.ok) return { is: 'failed', error: answer.error }
      const theirs = answer.value
      const { revision } = theirs
      const mine = ports.content()
      if (sameContent(mine, theirs)) {
        base = theirs
        pending = []
        return { is: 'same', revision }
      }
      const merged = base === null ? undefined : merge(base, mine, theirs, pending)
      if (merged === undefined) return { is: 'clash', theirs }
      base = theirs
      ports.take(merged)
      ports.onMerged()
      return { is: 'merged', revision }
    },
    /** The author keeps what is here, whatever else was saved. */
    overrule(theirs: DraftContent) {
      base = theirs
      pending = [{ before: theirs.text, after: ports.content().text }]
    },
  }
}

/** As if all of it had been typed: first what was on its way, then what came behind. */
function rescuedChanges({ text }: Draft, { content, sent }: Rescue): Pending[] {
  if (sent === undefined) return [{ before: text, after: content.text }]
  return [
    { before: text, after: sent.content.text },
    { before: sent.content.text, after: content.text },
  ]
}
