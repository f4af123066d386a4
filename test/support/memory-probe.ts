/** A probe over states and answers that a test writes down. Whatever a test did not write fails loudly. */
import {
  ProbeError,
  type Content,
  type Executed,
  type FileEntry,
  type Listing,
  type Place,
  type Probe,
  type Reach,
  type Reached,
} from '../../labs/define.ts'
import type { Dial, Disturbance, Ran } from '../../labs/questions.ts'
import type { Namespace } from '../../labs/route/facts.ts'
import type { HostState } from '../../labs/topology/state.ts'
import { aHost } from './states.ts'

interface World {
  hosts?: Record<string, HostState>
  /** By `from address`; `from` is `host` or `host/container`. */
  reach?: (from: string, what: Reach) => Partial<Reached>
  api?: Record<string, unknown>
  exec?: (at: string, argv: string[]) => Partial<Executed>
  namespace?: (at: string) => Namespace
  files?: Record<string, FileEntry[]>
  texts?: Record<string, string>
  archives?: Record<string, FileEntry[] | 'unreadable'>
  dial?: (host: string, what: Dial) => Partial<Reached>
  /** By path; a text is the body. */
  registry?: Record<string, unknown>
  logs?: Record<string, { stdout?: string; stderr?: string }>
  commands?: Record<string, Ran[]>
  disturb?: (what: Disturbance) => () => Promise<void>
  answer?: string
}

export function probeOf(world: World): Probe {
  const hosts = world.hosts ?? { host1: aHost() }
  return {
    hosts: Object.keys(hosts),
    observe: (host) => Promise.resolve(hosts[host] ?? aHost()),
    api: (host, path) => {
      const body = world.api?.[`${host}${path}`]
      return Promise.resolve(body === undefined ? { status: 404, body: {} } : { status: 200, body })
    },
    exec: ({ host, container }, argv) =>
      Promise.resolve({
        ...{ code: 0, stdout: '', stderr: '' },
        ...known(world.exec, 'exec')(nameOf(host, container), argv),
      }),
    reach: ({ host, container }, what) =>
      Promise.resolve({
        ...{ ok: false, detail: '' },
        ...known(world.reach, 'reach')(nameOf(host, container), what),
      }),
    namespace: ({ host, container }) =>
      Promise.resolve(known(world.namespace, 'namespace')(nameOf(host, container))),
    list: (at) => Promise.resolve(listing(world.files?.[keyOf(at)])),
    read: (at) => Promise.resolve(content(world, keyOf(at))),
    archive: (at) => Promise.resolve(listing(world.archives?.[keyOf(at)])),
    dial: (host, what) =>
      Promise.resolve({
        ...{ ok: false, detail: '', address: '100.64.0.2' },
        ...known(world.dial, 'dial')(host, what),
      }),
    registry: (path) => {
      const body = known(world.registry, 'registry')[path]
      const status = body === undefined ? 404 : 200
      return Promise.resolve({
        status,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    },
    logs: ({ container }) =>
      Promise.resolve({ stdout: '', stderr: '', ...known(world.logs, 'logs')[container] }),
    commands: (host) => Promise.resolve(world.commands?.[host] ?? []),
    disturb: async (what) => known(world.disturb, 'disturb')(what),
    answer: () => world.answer,
  }
}

/** `look` gives the state of `host1`, anew each time, or throws what the engine would. */
export function memoryProbe(look: () => HostState, answer?: string): Probe {
  const world = answer === undefined ? {} : { answer }
  return { ...probeOf(world), observe: async () => look() }
}

function known<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new ProbeError(`this test knows no ${what}`)
  return part
}

function nameOf(host: string, container?: string): string {
  return container === undefined ? host : `${host}/${container}`
}

function keyOf(at: Place): string {
  if ('container' in at) return `${at.container}:${at.path}`
  return 'volume' in at ? `${at.volume}!${at.path}` : at.path
}

function listing(entries: FileEntry[] | 'unreadable' | undefined): Listing {
  if (entries === 'unreadable') return { found: false, reason: 'unreadable', detail: 'bad header' }
  if (entries === undefined) return { found: false, reason: 'missing', detail: 'no such file' }
  return { found: true, entries }
}

function content({ texts, files }: World, key: string): Content {
  const [text, entry] = [texts?.[key], files?.[key]?.[0]]
  if (text === undefined) return { found: false, reason: 'missing', detail: 'no such file' }
  return { found: true, text, entry: entry ?? aFile('') }
}

export function aFile(path: string, text = '', over: Partial<FileEntry> = {}): FileEntry {
  const base = { mode: 0o644, uid: 0, gid: 0, size: text.length, sha256: `sha-${text}` }
  return { path, type: 'file', ...base, ...over }
}

export function aFolder(path: string): FileEntry {
  return aFile(path, '', { type: 'directory', size: 0, sha256: '', mode: 0o755 })
}
