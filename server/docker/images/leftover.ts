import type Dockerode from 'dockerode'
import { dockerCall, ifExists, translate } from '../client.ts'

/** Removes volumes of a role that are not wanted any more; those in use stay until another time. */
export async function removeOldVolumes(
  docker: Dockerode,
  role: string,
  keep: ReadonlySet<string>,
): Promise<void> {
  const { Volumes } = await dockerCall(() =>
    docker.listVolumes({ filters: { label: [`slipway.role=${role}`] } }),
  )
  const old = (Volumes ?? [])
    .filter((volume) => !keep.has(volume.Name))
    .map((volume) => volume.Name)
  const used = new Set<string>()
  // Longest first: "<shelf>-ro" looks into "<shelf>", which must stay as long as it does.
  for (const name of old.sort((a, b) => b.length - a.length)) {
    if ([...used].some((other) => other.startsWith(name))) continue
    if (!(await removeVolume(docker, name))) used.add(name)
  }
}

/** False when the volume is in use. */
export async function removeVolume(docker: Dockerode, name: string): Promise<boolean> {
  try {
    await docker.getVolume(name).remove()
  } catch (error) {
    const { code } = translate(error)
    if (code === 'docker-conflict') return false
    if (code !== 'docker-missing') throw error
  }
  return true
}

/** Does the volume exist, and was it finished? The container that fills it is removed last, so its presence says no. */
export async function isFilled(
  docker: Dockerode,
  volume: string,
  filler: string,
): Promise<boolean> {
  const unfinished = await ifExists(() => docker.getContainer(filler).inspect())
  if (unfinished) {
    await ifExists(() => docker.getContainer(filler).remove({ force: true, v: true }))
    await removeVolume(docker, volume)
    return false
  }
  return (await ifExists(() => docker.getVolume(volume).inspect())) !== undefined
}
