import type { Readable } from 'node:stream'
import type Dockerode from 'dockerode'
import { dockerCall } from '../client.ts'

// The client has this call; its types do not.
interface Exports {
  getImages(options: { names: string[] }): Promise<Readable>
}

/** The named images as `docker save` writes them, for `docker load` in a host. */
export function imageArchive(docker: Dockerode, names: readonly string[]): Promise<Readable> {
  return dockerCall(() => (docker as Dockerode & Exports).getImages({ names: [...names] }))
}
