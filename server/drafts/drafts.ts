/** Labs that are written here: made, saved, published, compared with what was published before. */
import { customAlphabet } from 'nanoid'
import type { Catalogue } from '../catalogue.ts'
import { readContent } from '../content.ts'
import { AppError } from '../errors.ts'
import type { DraftsDoor } from '../http/draft-ports.ts'
import type { DraftContent } from '../protocol.ts'
import type { DraftRecords, DraftSave } from '../records/draft-ports.ts'
import { emptyText } from './empty.ts'
import { draftLab, type Library } from './library.ts'

const newId = customAlphabet('abcdefghijklmnopqrstuvwxyz234567', 10)

export interface DraftsPorts {
  records: DraftRecords
  library: Library
  shipped: Catalogue
  /** Called before a draft is deleted. */
  onDelete(draft: string): Promise<void>
}

export function createDrafts({ records, library, shipped, onDelete }: DraftsPorts): DraftsDoor {
  return {
    list: () => records.drafts(),
    get: (id) => records.draft(id),
    async create({ from, content }) {
      const given = content ?? (from === undefined ? empty() : (await library.find(from)).content)
      const lab = from === undefined ? {} : { lab: from }
      return records.createDraft({ id: newId(), ...lab, ...saveOf(given) })
    },
    save: (id, revision, content, attempt) =>
      records.saveDraft(id, revision, { ...saveOf(content), ...(attempt && { attempt }) }),
    async remove(id) {
      await records.draft(id)
      await onDelete(id)
      await records.deleteDraft(id)
    },
    async publish(id, note) {
      const read = await library.find(draftLab(id))
      read.compile(read.title, 'published')
      const { digest, title, content } = read
      const base = slug(title)
      const propose = (attempt: number) => nextId(base, shipped, attempt)
      return records.publish(id, { digest, title, note, content }, propose)
    },
    versions: (lab) => records.versions(lab),
    shipped: (lab) => shipped.find(lab)?.content ?? null,
    async version(lab, digest) {
      const ship = shipped.find(lab)
      if (ship?.digest === digest) return ship.content
      const known = (await records.versions(lab)).some((version) => version.digest === digest)
      const content = known ? await records.content(digest) : undefined
      if (content === undefined) throw new AppError('version-unknown', { lab })
      return content
    },
  }
}

function saveOf(content: DraftContent): DraftSave {
  const { title, problems } = readContent(content)
  return { title, problems, content }
}

function empty(): DraftContent {
  return { text: emptyText, layout: { version: 1, positions: {} }, files: {} }
}

/** Legal in an address and as a folder's name. */
function slug(title: string): string {
  const plain = title.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.join('-').slice(0, 60).replace(/-$/, '') || 'lab'
}

/** `base`, `base-2`, `base-3`, … without those that are shipped. */
function nextId(base: string, shipped: Catalogue, attempt: number): string {
  let left = attempt
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (shipped.find(id) === undefined && --left === 0) return id
  }
}
