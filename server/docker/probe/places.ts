import { posix } from 'node:path'
import type { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import type { FileEntry, Place } from '../../../labs/define.ts'
import { AppError } from '../../errors.ts'
import { dockerCall, translate } from '../client.ts'
import type { InnerClient } from '../inner/client.ts'

/** Where a place's files are fetched from, and what was asked for, in words that somebody could repeat. */
export interface Fetch {
  question: string
  /** A tar of the path. @throws AppError docker-missing where nothing is there */
  open(signal: AbortSignal): Promise<Readable>
  /** The last segment of the path: the first of every name in the tar. */
  base: string
  /** User and group ids in the tar are this much above those in the host. */
  shift: () => Promise<number>
}

export interface PlaceWorld {
  docker: Dockerode
  client(host: string): InnerClient
  /** Docker's name for the host's container. */
  container(host: string): string
  /** The first id of the host's user namespace, as the machine numbers it; 0 without one. */
  idShift(host: string): Promise<number>
}

/**
 * Files are always read by an engine as a tar stream: the engine keeps to the container's own root, follows no
 * link out of it and never opens a device or a pipe.
 */
export async function fetchFrom(world: PlaceWorld, at: Place, signal: AbortSignal): Promise<Fetch> {
  if ('container' in at) return fromContainer(world, at.host, at.container, at.path)
  if (!('volume' in at)) return fromHost(world, at.host, at.path)
  const path = `/volumes/${encodeURIComponent(at.volume)}`
  const body = await world.client(at.host).want('GET', path, { signal })
  const root = mountpoint(body)
  if (root === undefined) throw new AppError('docker-missing', { what: `volume ${at.volume}` })
  // Two dots in the path must not lead out of the volume.
  return fromHost(world, at.host, posix.join(root, posix.join('/', at.path)))
}

function fromContainer(world: PlaceWorld, host: string, name: string, asked: string): Fetch {
  const path = cleaned(asked)
  const query = `/containers/${encodeURIComponent(name)}/archive?path=${encodeURIComponent(path)}`
  return {
    question: `GET ${host}:${query}`,
    open: (signal) => world.client(host).stream('GET', query, { signal }),
    base: posix.basename(path),
    shift: () => Promise.resolve(0),
  }
}

function fromHost(world: PlaceWorld, host: string, asked: string): Fetch {
  const path = cleaned(asked)
  return {
    question: `docker cp ${host}:${path} -`,
    async open(signal) {
      const container = world.docker.getContainer(world.container(host))
      const stream = await dockerCall(() => container.getArchive({ path, abortSignal: signal }))
      return stream as Readable
    },
    base: posix.basename(path),
    shift: () => world.idShift(host),
  }
}

/** Names without the first segment, ids as the host has them. */
export function relative(entry: FileEntry, base: string, shift: number): FileEntry {
  const name = posix
    .normalize(entry.path)
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
  const path =
    name === base || base === '' ? (base === '' ? name : '') : name.slice(base.length + 1)
  const own = (id: number) => (id >= shift ? id - shift : id)
  return { ...entry, path, uid: own(entry.uid), gid: own(entry.gid) }
}

export function isMissing(error: unknown): boolean {
  return translate(error).code === 'docker-missing'
}

export function isLoop(error: unknown): boolean {
  return /too many (links|levels)/.test(translate(error).message)
}

function cleaned(path: string): string {
  const normal = posix.normalize(`/${path}`)
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal
}

function mountpoint(body: unknown): string | undefined {
  const found = (body as { Mountpoint?: unknown } | null)?.Mountpoint
  return typeof found === 'string' && found.startsWith('/') ? found : undefined
}
