/** What came of publishing, in words. Pure. */
import type { DraftRow, VersionRow } from '../../../server/protocol.ts'

/** @param before the version that learners got until then */
export function publishedWords(version: VersionRow, before: DraftRow['published']): string {
  const { number } = version
  if (before?.digest === version.digest) {
    return `Nothing has changed since version ${number}, so it stays the published one.`
  }
  // A content has one number for ever, so an older one that comes back keeps its own.
  if (before !== undefined && number <= before.number) {
    return `The draft is the same as version ${number}, which learners get again from now on.`
  }
  return `Published as version ${number}.`
}
