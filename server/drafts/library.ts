/** Every lab that can be had here: shipped in a folder, published, or a draft that is being tried. */
import type { Catalogue } from '../catalogue.ts'
import { readContent, type ReadLab } from '../content.ts'
import { AppError } from '../errors.ts'
import type { DraftContent } from '../protocol.ts'
import type { DraftRecords } from '../records/draft-ports.ts'
import type { Made } from '../runs/run-ports.ts'

export interface Library {
  /** Labs that learners can be given: shipped and published. */
  ids(): Promise<string[]>
  /** The present text of a lab or of `draft:<id>`. AppError `lab-unknown` or `draft-unknown`. */
  find(id: string): Promise<ReadLab>
  /** The present text, compiled to be shown. AppError `lab-unknown`, `lab-broken`. */
  show(id: string, seed: string): Promise<Made>
  /** The same, and the text is kept so that `again` finds it whatever is published or saved later. */
  begin(id: string, seed: string): Promise<Made>
  /** The exact text that `digest` names. */
  again(id: string, seed: string, digest: string): Promise<Made>
}

const prefix = 'draft:'
const remembered = 100

/** The id under which a draft is compiled and run. */
export function draftLab(draft: string): string {
  return `${prefix}${draft}`
}

export function isDraftLab(lab: string): boolean {
  return lab.startsWith(prefix)
}

export function createLibrary(shipped: Catalogue, records: DraftRecords): Library {
  const reader = createReader()

  const ids = async () => {
    const published = (await records.published()).map(({ lab }) => lab)
    return [...new Set([...shipped.ids(), ...published])].sort()
  }

  const byDigest = async (digest: string) => {
    const content = await records.content(digest)
    return content && reader(content, digest)
  }

  const unknown = async (lab: string) =>
    new AppError('lab-unknown', { lab, known: (await ids()).join(', ') })

  const find = async (id: string): Promise<ReadLab> => {
    if (isDraftLab(id)) {
      const { text, layout, files } = await records.draft(id.slice(prefix.length))
      return readContent({ text, layout, files })
    }
    const latest = (await records.published()).find(({ lab }) => lab === id)
    const found = latest === undefined ? shipped.find(id) : await byDigest(latest.digest)
    if (found === undefined) throw await unknown(id)
    return found
  }

  const compiled = async (read: ReadLab, id: string, seed: string): Promise<Made> => {
    const made = read.compile(id, seed)
    const version = (await records.versions(id)).find(({ digest }) => digest === read.digest)
    return version === undefined
      ? made
      : { ...made, view: { ...made.view, version: version.number } }
  }

  return {
    ids,
    find,
    show: async (id, seed) => compiled(await find(id), id, seed),
    async begin(id, seed) {
      const read = await find(id)
      const made = await compiled(read, id, seed)
      await records.keepContent(read.digest, read.content)
      return made
    },
    async again(id, seed, digest) {
      const read = (await byDigest(digest)) ?? (await find(id))
      if (read.digest !== digest) throw await unknown(id)
      return compiled(read, id, seed)
    },
  }
}

/** Reads a content once; a digest names the same content for ever. The oldest are forgotten. */
function createReader(): (content: DraftContent, digest: string) => ReadLab {
  const known = new Map<string, ReadLab>()
  return (content, digest) => {
    const before = known.get(digest)
    if (before !== undefined) return before
    const read = readContent(content)
    known.set(digest, read)
    const oldest = known.keys().next().value
    if (known.size > remembered && oldest !== undefined) known.delete(oldest)
    return read
  }
}
