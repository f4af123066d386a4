/**
 * The mark that a host's start state was complete once. It lies in the host, so that it is there as long as the
 * host is; a learner who removes it only gets the start state corrected when a run is resumed.
 */
import type { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { pack } from 'tar-stream'
import { dockerCall, ifExists } from './client.ts'

const path = '/var/lib/slipway/begun'

export async function markBegun(docker: Dockerode, container: string): Promise<void> {
  const tar = pack()
  tar.entry({ name: path.slice(1), mode: 0o644 }, '')
  tar.finalize()
  const archive = tar as unknown as Readable
  await dockerCall(() => docker.getContainer(container).putArchive(archive, { path: '/' }))
}

export async function hasBegun(docker: Dockerode, container: string): Promise<boolean> {
  const found = await ifExists(() => docker.getContainer(container).infoArchive({ path }))
  return found !== undefined
}
