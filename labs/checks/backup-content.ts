/** Whether an archive holds what a folder holds: the first differences, in words. */
import type { FileEntry } from '../define.ts'

/** `./dbdata/a/` and `/dbdata/a` → `dbdata/a`. */
export function bareName(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}

/** The archive's entries at and below a path, by their path relative to it; undefined where there are none. */
export function entriesBelow(
  archive: readonly FileEntry[],
  path: string,
): Map<string, FileEntry> | undefined {
  const root = bareName(path)
  const below = new Map<string, FileEntry>()
  for (const entry of archive) {
    const name = bareName(entry.path)
    if (name === root) below.set('', entry)
    else if (root === '') below.set(name, entry)
    else if (name.startsWith(`${root}/`)) below.set(name.slice(root.length + 1), entry)
  }
  return below.size > 0 ? below : undefined
}

/** What is so now (`source`) and is not so in the archive. The folder itself need not be an entry. */
export function differences(
  source: readonly FileEntry[],
  archived: ReadonlyMap<string, FileEntry>,
): string[] {
  const now = new Map(source.map((entry) => [bareName(entry.path), entry]))
  const lacking = [...now].flatMap(([path, entry]) => difference(path, entry, archived.get(path)))
  const surplus = [...archived.keys()]
    .filter((path) => path !== '' && !now.has(path))
    .map((path) => `the archive holds \`${path}\`, which is not there`)
  return [...lacking, ...surplus]
}

function difference(path: string, now: FileEntry, archived: FileEntry | undefined): string[] {
  if (archived === undefined) {
    // Sockets and the like cannot be archived, and a folder is made for the files in it.
    return now.type === 'other' || path === '' ? [] : [`the archive lacks \`${path}\``]
  }
  const what = path === '' ? 'it' : `\`${path}\``
  if (archived.type !== now.type) {
    return [`${what} is a ${now.type}, and a ${archived.type} in the archive`]
  }
  if (now.type === 'symlink' && archived.link !== now.link) {
    return [`${what} leads elsewhere in the archive`]
  }
  if (now.type !== 'file') return []
  if (archived.size !== now.size) {
    return [`${what} has ${now.size} bytes, and ${archived.size} in the archive`]
  }
  return archived.sha256 === now.sha256 ? [] : [`${what} has other content in the archive`]
}
