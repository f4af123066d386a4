import { once } from 'node:events'
import { PassThrough, Readable, type Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Content, FileEntry, Listing, Place } from '../../../labs/define.ts'
import { fetchFrom, isLoop, isMissing, relative, type Fetch, type PlaceWorld } from './places.ts'
import { readTar, TarError } from './tar.ts'

/** Text that a check may look at. */
const textLimit = 1024 * 1024

type Missing = Extract<Listing, { found: false }>

/** Everything at and below a place. */
export function listFiles(world: PlaceWorld, at: Place, signal: AbortSignal): Promise<Listing> {
  return reading<Listing>(world, at, signal, async (fetch, source) => {
    const entries = await readTar(source, signal)
    return { found: true, entries: await own(entries, fetch) }
  })
}

/** A file's text, up to 1 MB of it. */
export function readText(world: PlaceWorld, at: Place, signal: AbortSignal): Promise<Content> {
  return reading<Content>(world, at, signal, async (fetch, source) => {
    const chunks: Buffer[] = []
    let size = 0
    const entries = await readTar(source, signal, (_, chunk) => {
      if (size < textLimit) chunks.push(chunk)
      size += chunk.length
    })
    const [entry] = await own(entries, fetch)
    if (!entry) return { found: false, reason: 'missing', detail: 'the archive is empty' }
    if (entry.type !== 'file') return unreadable(`it is a ${entry.type}`)
    const text = Buffer.concat(chunks).subarray(0, textLimit).toString('utf8')
    return { found: true, text, entry }
  })
}

/** What the tar archive (plain or gzip) that lies at a place holds. */
export function readArchive(world: PlaceWorld, at: Place, signal: AbortSignal): Promise<Listing> {
  return reading<Listing>(world, at, signal, async (fetch, source) => {
    // The file itself comes wrapped in a tar: its content is passed on as it arrives.
    const content = new PassThrough()
    const wrapped = readTar(source, signal, async (_, chunk) => {
      if (!content.write(chunk)) await once(content, 'drain', { signal })
    }).finally(() => content.end())
    const inside = readTar(plain(content), signal).catch((error: unknown) => {
      // What follows the damage still has to flow off, or the outer reader would wait for ever.
      content.unpipe()
      content.resume()
      throw error
    })
    const [outer, inner] = await Promise.allSettled([wrapped, inside])
    if (outer.status === 'rejected') throw outer.reason
    const [file] = await own(outer.value, fetch)
    if (file?.type !== 'file') return unreadable(`it is a ${file?.type ?? 'nothing'}`)
    if (file.size === 0) return unreadable('it is empty')
    if (inner.status === 'rejected') throw inner.reason
    return { found: true, entries: inner.value.map((entry) => relative(entry, '', 0)) }
  })
}

function unreadable(detail: string): Missing {
  return { found: false, reason: 'unreadable', detail }
}

async function reading<T>(
  world: PlaceWorld,
  at: Place,
  signal: AbortSignal,
  read: (fetch: Fetch, source: Readable) => Promise<T>,
): Promise<T | Missing> {
  try {
    const fetch = await fetchFrom(world, at, signal)
    return await read(fetch, await fetch.open(signal))
  } catch (error) {
    if (isMissing(error)) return { found: false, reason: 'missing', detail: wordsOf(error) }
    if (isLoop(error)) return unreadable('its links lead in a circle')
    if (signal.aborted || !(error instanceof TarError)) throw error
    return unreadable(wordsOf(error))
  }
}

async function own(entries: FileEntry[], fetch: Fetch): Promise<FileEntry[]> {
  const shift = await fetch.shift()
  return entries.map((entry) => relative(entry, fetch.base, shift))
}

/** Unpacks gzip where the first two bytes say so. */
function plain(source: Readable): Readable {
  const out = new PassThrough()
  source.once('readable', () => {
    const first = source.read() as Buffer | null
    if (first === null) {
      out.end()
      return
    }
    source.unshift(first)
    const zipped = first[0] === 0x1f && first[1] === 0x8b
    const target: Transform = zipped ? createGunzip() : new PassThrough()
    target.once('error', (error) => out.destroy(error))
    source.pipe(target).pipe(out)
  })
  return out
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
