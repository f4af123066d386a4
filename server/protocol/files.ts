/** The files of a host, as the file pane works on them. */

export interface FileItem {
  name: string
  /** What it is, links followed; a link that leads nowhere is `other`. */
  kind: 'file' | 'folder' | 'other'
  isLink: boolean
  bytes: number
  /** POSIX permission bits. */
  mode: number
  /** Milliseconds since the epoch. */
  changedAt: number
}

export interface FolderView {
  /** Absolute, as it was asked for. */
  path: string
  items: FileItem[]
  /** There is more than can be listed. */
  cut: boolean
}

export interface FileView {
  path: string
  bytes: number
  mode: number
  /** Names the content: a save says which one it replaces. */
  version: string
  /** The content, unless it is not text or too long. */
  text?: string
  why?: 'binary' | 'too-long'
}
