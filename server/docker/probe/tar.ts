import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { extract, type Header } from 'tar-stream'
import type { FileEntry } from '../../../labs/define.ts'

/** Learners decide what is in an archive, so reading one has an end. */
export interface TarLimits {
  bytes: number
  entries: number
}

export const tarLimits: TarLimits = { bytes: 256 * 1024 * 1024, entries: 20_000 }

export class TarError extends Error {
  override readonly name = 'TarError'
}

/** Sees a file's content as it passes; reading waits for what it returns. */
export type ContentListener = (entry: FileEntry, chunk: Buffer) => void | Promise<void>

/**
 * Reads a whole tar and answers with its entries, names as they are written in it.
 * @throws TarError for damage and for what is over the limits
 */
export async function readTar(
  source: Readable,
  signal: AbortSignal,
  onContent: ContentListener = () => undefined,
  limits: TarLimits = tarLimits,
): Promise<FileEntry[]> {
  const tar = extract()
  const stop = () => source.destroy(new TarError('reading took too long'))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  source.once('error', (error) => tar.destroy(error))
  source.pipe(tar)
  const entries: FileEntry[] = []
  let bytes = 0
  try {
    for await (const part of tar) {
      if (entries.length >= limits.entries)
        throw new TarError(`more than ${limits.entries} entries`)
      const entry = entryOf(part.header)
      const hash = createHash('sha256')
      for await (const chunk of part as AsyncIterable<Buffer>) {
        bytes += chunk.length
        if (bytes > limits.bytes) throw new TarError(`more than ${limits.bytes} bytes`)
        hash.update(chunk)
        await onContent(entry, chunk)
      }
      if (entry.type === 'file') entry.sha256 = hash.digest('hex')
      entries.push(entry)
    }
  } catch (error) {
    throw error instanceof TarError ? error : new TarError(wordsOf(error), { cause: error })
  } finally {
    signal.removeEventListener('abort', stop)
    source.destroy()
  }
  return entries
}

const types: Partial<Record<NonNullable<Header['type']>, FileEntry['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  symlink: 'symlink',
}

function entryOf(header: Header): FileEntry {
  const { name, type, mode = 0, uid = 0, gid = 0, size = 0, linkname, mtime } = header
  const entry: FileEntry = {
    path: name,
    type: types[type ?? 'file'] ?? 'other',
    mode: mode & 0o7777,
    uid,
    gid,
    size,
    sha256: '',
  }
  if (entry.type === 'symlink' && linkname) entry.link = linkname
  if (mtime) entry.mtime = mtime.getTime()
  return entry
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
