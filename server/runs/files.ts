/** The files of a run's hosts, as the file pane works on them. Whatever is changed is recorded. */
import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { AppError } from '../errors.ts'
import type { EntryBody, FileItem, FileView, FolderView } from '../protocol.ts'
import * as scripts from './file-scripts.ts'
import type { Environment } from './ports.ts'

export interface FilesPorts {
  hosts(): readonly string[]
  environment(): Pick<Environment, 'exec'>
  record(body: EntryBody): Promise<void>
  /** Something was changed: checks may be affected. */
  onChange(): void
}

/** All throw AppError `file-missing` or `file-refused`. */
export interface Files {
  list(host: string, path: string): Promise<FolderView>
  read(host: string, path: string): Promise<FileView>
  /** `version` is that of the content which is replaced, `any` to replace whatever is there, null for a new file. AppError `file-changed`. */
  save(host: string, path: string, text: string, version: string | null): Promise<FileView>
  folder(host: string, path: string): Promise<void>
  move(host: string, path: string, to: string): Promise<void>
  remove(host: string, path: string): Promise<void>
}

/** Texts up to this are kept in the record; of longer ones only their hash. */
const recordedChars = 4_000
const timeoutMs = 15_000
/** What a container or a system needs to go on is not for this pane. */
const held = /^\/(|proc(\/.*)?|sys(\/.*)?|dev(\/.*)?|etc|root|usr|bin|lib|sbin|var|home|tmp|run)$/

export function createFiles(ports: FilesPorts): Files {
  const run = async (host: string, script: string, args: string[], stdin?: string) => {
    if (!ports.hosts().includes(host)) {
      throw new AppError('bad-request', { reason: `there is no host "${host}"` })
    }
    const argv = ['sh', '-c', script, 'files', ...args]
    const options = { timeoutMs, ...(stdin === undefined ? {} : { stdin }) }
    const { code, stdout } = await ports.environment().exec(host, argv, options)
    if (code !== 0) throw refusal(code, args[0] ?? '')
    return stdout
  }
  const changed = async (body: EntryBody) => {
    await ports.record(body)
    ports.onChange()
  }
  return {
    async list(host, path) {
      const at = clean(path)
      return folderView(at, await run(host, scripts.listScript, [at]))
    },
    async read(host, path) {
      const at = clean(path)
      return fileView(at, await run(host, scripts.readScript, [at]))
    },
    async save(host, path, text, version) {
      const at = clean(path)
      if (Buffer.byteLength(text) > scripts.textLimit) {
        throw new AppError('too-large', { limit: `${scripts.textLimit / 1024} KB` })
      }
      await run(host, scripts.saveScript, [at, version ?? ''], text)
      const view = fileView(at, await run(host, scripts.readScript, [at]))
      const kept = text.length <= recordedChars ? { text } : {}
      const facts = { bytes: view.bytes, version: view.version, ...kept }
      await changed({ type: 'file', host, path: at, action: 'saved', ...facts })
      return view
    },
    async folder(host, path) {
      const at = clean(path)
      await run(host, scripts.folderScript, [at])
      await changed({ type: 'file', host, path: at, action: 'made' })
    },
    async move(host, path, to) {
      const [from, target] = [movable(path), clean(to)]
      await run(host, scripts.moveScript, [from, target])
      await changed({ type: 'file', host, path: from, action: 'moved', to: target })
    },
    async remove(host, path) {
      const at = movable(path)
      await run(host, scripts.removeScript, [at])
      await changed({ type: 'file', host, path: at, action: 'removed' })
    },
  }
}

function clean(path: string): string {
  const isPlain = path.startsWith('/') && path.length <= 1024 && !/[\p{Cc}]/u.test(path)
  if (!isPlain) throw new AppError('file-refused', { path, reason: 'that is no absolute path' })
  const normal = posix.normalize(path)
  return normal.length > 1 ? normal.replace(/\/+$/, '') : normal
}

function movable(path: string): string {
  const at = clean(path)
  if (!held.test(at)) return at
  throw new AppError('file-refused', { path: at, reason: 'the host needs it where it is' })
}

function refusal(code: number, path: string): AppError {
  if (code === scripts.missingCode) return new AppError('file-missing', { path })
  if (code === scripts.changedCode) return new AppError('file-changed', { path })
  const reason = scripts.refusals[code] ?? `the host could not do it (exit ${code})`
  return new AppError('file-refused', { path, reason })
}

function folderView(path: string, printed: string): FolderView {
  const fields = Buffer.from(printed, 'base64').toString('utf8').split('\0')
  const items: FileItem[] = []
  for (let at = 0; at + 5 < fields.length; at += 6) {
    const [name = '', kind = '', target = '', bytes, mode = '', time] = fields.slice(at, at + 6)
    items.push({
      name,
      kind: target === 'd' ? 'folder' : target === 'f' ? 'file' : 'other',
      isLink: kind === 'l',
      bytes: Number(bytes) || 0,
      mode: Number.parseInt(mode, 8) || 0,
      changedAt: Math.round(Number(time) * 1000) || 0,
    })
  }
  items.sort((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder') || order(a, b))
  const cut = items.length > scripts.listLimit || fields.length % 6 !== 1
  return { path, items: items.slice(0, scripts.listLimit), cut }
}

function order(a: FileItem, b: FileItem): number {
  return a.name < b.name ? -1 : 1
}

function fileView(path: string, printed: string): FileView {
  const [facts = '', encoded = ''] = printed.split('\n')
  const [size, mode = ''] = facts.split(' ')
  const content = Buffer.from(encoded, 'base64')
  const version = createHash('sha256').update(content).digest('hex')
  // What the kernel makes up, as in /proc, has no size before it is read.
  const bytes = Math.max(Number(size) || 0, content.length)
  const view = { path, bytes, mode: Number.parseInt(mode, 8) || 0, version }
  if (bytes > scripts.textLimit) return { ...view, why: 'too-long' }
  const text = content.toString('utf8')
  const isText = !text.includes('\0') && Buffer.from(text).equals(content)
  return isText ? { ...view, text } : { ...view, why: 'binary' }
}
