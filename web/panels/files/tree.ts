/** A host's folders as rows of a tree. Pure. */
import type { FileItem, FolderView } from '../../../server/protocol.ts'

export interface Row {
  path: string
  name: string
  depth: number
  kind: FileItem['kind']
  /** Undefined for what is no folder. */
  open?: boolean
  /** Said in place of what cannot be listed. */
  note?: string
  isRoot: boolean
}

/** Where course texts work; the whole host is below the last. */
export const roots = ['/root', '/etc/docker', '/'] as const

export interface Known {
  folders: ReadonlyMap<string, FolderView | 'loading' | { problem: string }>
  open: ReadonlySet<string>
}

export function rowsOf(known: Known): Row[] {
  return roots.flatMap((root) => {
    const row: Row = {
      ...{ path: root, name: root, depth: 0, kind: 'folder', isRoot: true },
      open: known.open.has(root),
    }
    return [row, ...(row.open === true ? below(known, root, 1, root) : [])]
  })
}

/** `root` keeps a folder that is shown below two roots apart. */
function below(known: Known, path: string, depth: number, root: string): Row[] {
  const folder = known.folders.get(path)
  const note = (words: string): Row[] => [
    { path: `${path}//note`, name: '', depth, kind: 'other', note: words, isRoot: false },
  ]
  if (folder === undefined || folder === 'loading') return note('Looking …')
  if ('problem' in folder) return note(folder.problem)
  const rows = folder.items.flatMap((item) => {
    const own = join(path, item.name)
    const isFolder = item.kind === 'folder'
    const open = isFolder && known.open.has(own) && !(roots as readonly string[]).includes(own)
    const row: Row = { path: own, name: item.name, depth, kind: item.kind, isRoot: false }
    if (isFolder) row.open = open
    return [row, ...(open ? below(known, own, depth + 1, root) : [])]
  })
  if (folder.cut) rows.push(...note('There is more than can be listed here.'))
  return rows.length > 0 ? rows : note('Nothing is in here.')
}

export function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Why a name cannot be given; undefined for a good one. */
export function wrongName(name: string): string | undefined {
  if (name.trim() === '') return 'A name is needed.'
  if (/[/\p{Cc}]/u.test(name)) return 'A name has no slashes or control characters.'
  return name === '.' || name === '..' ? 'That name means a folder already.' : undefined
}

/** `-rw-r--r--` as everybody knows it from `ls -l`. */
export function modeWords(mode: number): string {
  const letters = 'rwxrwxrwx'
  return [...letters].map((letter, at) => (mode & (1 << (8 - at)) ? letter : '-')).join('')
}

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
