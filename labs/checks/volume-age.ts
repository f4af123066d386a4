/** Whether what a volume holds was there before a container that mounts it: then it was kept when that was made anew. */
import type { FileEntry, Place, Probe } from '../define.ts'
import { containerOf } from './subject.ts'

interface Aged {
  place: Extract<Place, { volume: string }>
  /** What is at the place. */
  entries: readonly FileEntry[]
  /** Whether the whole volume is meant, not one path in it. */
  isWhole: boolean
  /** The container, as written. */
  olderThan: string
}

/** Undefined where all of it is older. */
export async function age(
  { place, entries, isWhole, olderThan }: Aged,
  probe: Probe,
): Promise<{ found: string; sentence: string } | undefined> {
  const { at, label, state } = await containerOf(olderThan, probe)
  if (state === undefined) {
    return { found: `no container ${label}`, sentence: `is there, but no container ${label}` }
  }
  const uses = state.mounts.some(({ type, source }) => type === 'volume' && source === place.volume)
  if (!uses) return { found: `not in ${label}`, sentence: `is not mounted in ${label}` }
  const files = entries.filter(({ type }) => type === 'file')
  if (files.length === 0) {
    return {
      found: 'no file',
      sentence: `holds no file, so nothing was kept when ${label} was created`,
    }
  }
  const created = await time(at.host, `/containers/${encodeURIComponent(at.name)}/json`, probe)
  const young = files.find(({ mtime = Infinity }) => !(mtime <= created))
  const advice = `make ${label} anew and keep the volume`
  if (young !== undefined) {
    const what = young.path === '' ? 'was' : `holds \`${young.path}\`, which was`
    return {
      found: 'younger than the container',
      sentence: `${what} written after ${label} was created: ${advice}`,
    }
  }
  // Whoever unpacks an archive gives files an old time; that they were put there shows on their directory all the same.
  const put = isWhole
    ? await time(place.host, `/volumes/${encodeURIComponent(place.volume)}`, probe)
    : 0
  // A volume of another driver may have no such time.
  if (!(put > created)) return undefined
  return {
    found: 'filled after the container was created',
    sentence: `was filled or changed after ${label} was created, though its files are older: ${advice}`,
  }
}

/** When the engine says that a thing was created, cut to the second, as times of files are; of a volume, it may be when its top last changed. */
async function time(host: string, path: string, probe: Probe): Promise<number> {
  const { body } = await probe.api(host, path)
  const { Created, CreatedAt } = (body ?? {}) as { Created?: unknown; CreatedAt?: unknown }
  return Math.floor(Date.parse(String(Created ?? CreatedAt)) / 1000) * 1000
}
