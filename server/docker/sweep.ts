import type Dockerode from 'dockerode'
import type { AppError } from '../errors.ts'
import { dockerCall, translate } from './client.ts'

const withinMs = 30_000
const pauseMs = 200

/**
 * Removes everything that carries the label, in the order that Docker needs, until nothing is left.
 * Safe to repeat, also at the same time. @throws AppError what Docker refused last, after 30 s
 */
export async function removeLabelled(docker: Dockerode, label: string): Promise<void> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const refused = await removeOnce(docker, label)
    if (refused === undefined) return
    if (refused.code === 'engine-lost' || Date.now() > deadline) throw refused
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** Answers with a refusal: somebody else may be removing the same things, and Docker wants to be asked again. */
async function removeOnce(docker: Dockerode, label: string): Promise<AppError | undefined> {
  const filters = { label: [label] }
  const containers = await dockerCall(() => docker.listContainers({ all: true, filters }))
  const refused = await all(
    containers.map(
      ({ Id }) =>
        () =>
          docker.getContainer(Id).remove({ force: true, v: true }),
    ),
  )
  const [networks, { Volumes }] = await dockerCall(() =>
    Promise.all([docker.listNetworks({ filters }), docker.listVolumes({ filters })]),
  )
  const others = await all([
    ...networks.map(
      ({ Id }) =>
        () =>
          docker.getNetwork(Id).remove(),
    ),
    ...Volumes.map(
      ({ Name }) =>
        () =>
          docker.getVolume(Name).remove(),
    ),
  ])
  return refused ?? others
}

/** Runs that something on the engine is labelled with, for one owner. */
export async function labelledRuns(docker: Dockerode, owner: string): Promise<Set<string>> {
  const filters = { label: [`slipway.owner=${owner}`] }
  const [containers, networks, { Volumes }] = await dockerCall(() =>
    Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
      docker.listVolumes({ filters }),
    ]),
  )
  const labels = [...containers, ...networks, ...Volumes].map(
    ({ Labels }) => Labels?.['slipway.run'],
  )
  return new Set(labels.filter((run) => run !== undefined))
}

/** All at once; what is gone already is what was wanted. Answers with the first refusal. */
async function all(removals: (() => Promise<unknown>)[]): Promise<AppError | undefined> {
  const refusals = await Promise.all(
    removals.map(async (remove) => {
      try {
        await remove()
        return undefined
      } catch (error) {
        const refusal = translate(error)
        return refusal.code === 'docker-missing' ? undefined : refusal
      }
    }),
  )
  return refusals.find((found) => found !== undefined)
}
