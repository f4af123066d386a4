/** The files of one host as somebody works on them: what is unfolded, what is open, and what was written and not saved. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { FileView, FolderView, Result, WireError } from '../../../server/protocol.ts'
import type { RunStore } from '../../state/run.svelte.ts'
import { folderOf, rowsOf, type Row } from './tree.ts'

export interface FileDesk {
  readonly host: string
  readonly rows: Row[]
  /** The open file as the host had it; null while none is open. */
  readonly view: FileView | null
  /** What the editor shows. */
  text: string
  readonly changed: boolean
  /** Files with words that are not saved. */
  readonly drafts: ReadonlySet<string>
  readonly error: WireError | null
  readonly busy: boolean
  toggle(path: string): void
  refresh(): Promise<void>
  open(path: string): Promise<void>
  /** `over`: whatever is there now is replaced. Answers with whether it is saved. */
  save(over?: boolean): Promise<boolean>
  /** Lets go of what was written since. */
  revert(): Promise<void>
  makeFile(path: string): Promise<boolean>
  makeFolder(path: string): Promise<boolean>
  move(path: string, to: string): Promise<boolean>
  remove(path: string): Promise<boolean>
  dismiss(): void
}

export function createFileDesk(run: RunStore, host: string): FileDesk {
  const folders = new SvelteMap<string, FolderView | 'loading' | { problem: string }>()
  const open = new SvelteSet<string>()
  const drafts = new SvelteMap<string, { text: string; on: FileView }>()
  let view = $state.raw<FileView | null>(null)
  let text = $state('')
  let error = $state.raw<WireError | null>(null)
  let busy = $state(false)
  const rows = $derived(rowsOf({ folders, open }))
  const changed = $derived(view?.text !== undefined && view.text !== text)
  const { connection } = run
  const at = (path: string) => ({ run: run.id, host, path })

  const list = async (path: string) => {
    if (!folders.has(path)) folders.set(path, 'loading')
    const result = await connection.ask('file:list', at(path))
    folders.set(path, result.ok ? result.value : { problem: result.error.title })
  }
  const done = async (work: Promise<Result<unknown>>, ...touched: string[]) => {
    busy = true
    const result = await work
    busy = false
    error = result.ok ? null : result.error
    await Promise.all(
      [...new Set(touched.map(folderOf))].filter((path) => open.has(path)).map(list),
    )
    return result.ok
  }
  const keep = () => {
    if (view && changed) drafts.set(view.path, { text, on: view })
    else if (view) drafts.delete(view.path)
  }
  const show = (next: FileView, draft?: string) => {
    view = next
    text = draft ?? next.text ?? ''
  }

  const read = async (path: string) => {
    busy = true
    const result = await connection.ask('file:read', at(path))
    busy = false
    error = result.ok ? null : result.error
    return result.ok ? result.value : null
  }

  const desk: FileDesk = {
    host,
    get rows() {
      return rows
    },
    get view() {
      return view
    },
    get text() {
      return text
    },
    set text(next) {
      text = next
    },
    get changed() {
      return changed
    },
    get drafts() {
      return new Set([...drafts.keys(), ...(view && changed ? [view.path] : [])])
    },
    get error() {
      return error
    },
    get busy() {
      return busy
    },
    toggle(path) {
      if (open.delete(path)) return
      open.add(path)
      void list(path)
    },
    async refresh() {
      await Promise.all([...open].map(list))
      if (!view || changed) return
      const now = await connection.ask('file:read', at(view.path))
      if (now.ok && !changed && now.value.path === view.path) show(now.value)
    },
    async open(path) {
      keep()
      const draft = drafts.get(path)
      if (draft) return show(draft.on, draft.text)
      const found = await read(path)
      if (found) show(found)
    },
    async save(over = false) {
      if (!view) return false
      const { path, version } = view
      const sent = text
      busy = true
      const payload = { ...at(path), text: sent, version: over ? 'any' : version }
      const result = await connection.ask('file:save', payload)
      busy = false
      error = result.ok ? null : result.error
      if (!result.ok) return false
      drafts.delete(path)
      if (view.path === path) show(result.value, text === sent ? undefined : text)
      return true
    },
    async revert() {
      if (!view) return
      drafts.delete(view.path)
      const found = await read(view.path)
      if (found) show(found)
    },
    async makeFile(path) {
      const made = connection.ask('file:save', { ...at(path), text: '', version: null })
      const isMade = await done(made, path)
      if (isMade) await desk.open(path)
      return isMade
    },
    makeFolder: (path) => done(connection.ask('file:folder', at(path)), path),
    async move(path, to) {
      const isMoved = await done(connection.ask('file:move', { ...at(path), to }), path, to)
      if (!isMoved) return false
      const now = (old: string) => (isWithin(old, path) ? to + old.slice(path.length) : old)
      const kept = [...drafts].filter(([old]) => isWithin(old, path))
      for (const [old, { text: words, on }] of kept) {
        drafts.delete(old)
        drafts.set(now(old), { text: words, on: { ...on, path: now(old) } })
      }
      if (view) view = { ...view, path: now(view.path) }
      return true
    },
    async remove(path) {
      const isGone = await done(connection.ask('file:remove', at(path)), path)
      if (!isGone) return false
      for (const draft of drafts.keys()) if (isWithin(draft, path)) drafts.delete(draft)
      if (view && isWithin(view.path, path)) view = null
      return true
    },
    dismiss: () => (error = null),
  }
  desk.toggle('/root')
  return desk
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
