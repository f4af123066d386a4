import type Dockerode from 'dockerode'
import { ifExists } from './client.ts'

/** Takes a host and all it holds away, so that the next `provision` makes it anew. Safe to repeat. */
export async function discardHost(docker: Dockerode, name: string): Promise<void> {
  await ifExists(() => docker.getContainer(name).remove({ force: true, v: true }))
  await ifExists(() => docker.getVolume(name).remove())
}
