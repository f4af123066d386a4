import type { Readable } from 'node:stream'
import { pack } from 'tar-stream'
import type { WantedHost } from '../../labs/format/compiled.ts'

/** A tar of what a host finds in place before it starts, to be put at `/`; undefined where there is nothing. */
export function hostFiles(wanted: WantedHost): Readable | undefined {
  const files = [...wanted.files]
  if (Object.keys(wanted.daemon).length > 0) {
    const content = `${JSON.stringify(wanted.daemon, null, 2)}\n`
    files.push({ path: '/etc/docker/daemon.json', content, mode: 0o644 })
  }
  if (files.length === 0) return undefined
  const tar = pack()
  for (const { path, content, mode } of files) {
    tar.entry({ name: path.replace(/^\/+/, ''), mode, uid: 0, gid: 0 }, content)
  }
  tar.finalize()
  return tar as unknown as Readable
}
