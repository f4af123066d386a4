/** What the rest of the server may ask of the database about labs that are written and published here. */
import type { Draft, DraftContent, DraftRow, VersionRow } from '../protocol.ts'

/** A draft as it is saved: its content, and what was read from its text. */
export interface DraftSave {
  title: string
  /** Errors in the text. */
  problems: number
  content: DraftContent
  /** Names this save: asked again, as after a lost answer, it is done once and answered alike. */
  attempt?: string
}

export interface NewDraft extends DraftSave {
  id: string
  /** Id of the lab that it publishes as; a draft of a new lab has none before it is first published. */
  lab?: string
}

export interface NewVersion {
  digest: string
  title: string
  note: string
  content: DraftContent
}

/** A lab that has a version, with its latest one. */
export interface PublishedLab extends VersionRow {
  lab: string
}

export interface DraftRecords {
  /** Last saved first. */
  drafts(): Promise<DraftRow[]>
  /** AppError `draft-unknown`. */
  draft(id: string): Promise<Draft>
  createDraft(draft: NewDraft): Promise<Draft>
  /** Resolves after commit with the new revision. AppError `stale-draft` unless made on the present one. */
  saveDraft(id: string, revision: number, save: DraftSave): Promise<number>
  /** AppError `draft-unknown`. */
  deleteDraft(id: string): Promise<void>
  /**
   * Adds a version of the lab that the draft publishes as; the same content again gives the version it has.
   * @param propose ids for a lab that is new, for attempt 1, 2, …: the first that no lab here has is taken
   */
  publish(
    draft: string,
    version: NewVersion,
    propose: (attempt: number) => string,
  ): Promise<VersionRow>
  /** Newest first; empty for a lab that was never published here. */
  versions(lab: string): Promise<VersionRow[]>
  /** The version of every lab that was published last; publishing an earlier content again puts it back. */
  published(): Promise<PublishedLab[]>
  /** Keeps a content by its digest, for as long as the database lasts. */
  keepContent(digest: string, content: DraftContent): Promise<void>
  content(digest: string): Promise<DraftContent | undefined>
}
