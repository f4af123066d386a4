import type Dockerode from 'dockerode'
import { AppError } from '../errors.ts'
import { dockerCall, translate } from './client.ts'

/** Removes everything that carries the label, in the order that Docker needs. Safe to repeat, also at the same time. */
export async function removeLabelled(docker: Dockerode, label: string): Promise<void> {
  const filters = { label: [label] }
  const containers = await dockerCall(() => docker.listContainers({ all: true, filters }))
  await all(
    containers.map(
      ({ Id }) =>
        () =>
          docker.getContainer(Id).remove({ force: true, v: true }),
    ),
  )
  const [networks, { Volumes }] = await dockerCall(() =>
    Promise.all([docker.listNetworks({ filters }), docker.listVolumes({ filters })]),
  )
  await all([
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

/** All at once; what is gone already, or being removed by somebody else, is what was wanted. */
async function all(removals: (() => Promise<unknown>)[]): Promise<void> {
  const failures = await Promise.all(
    removals.map(async (remove) => {
      try {
        await remove()
        return undefined
      } catch (error) {
        const failure = translate(error)
        return isGone(failure) ? undefined : failure
      }
    }),
  )
  const failure = failures.find((found) => found !== undefined)
  if (failure) throw failure
}

function isGone(error: AppError): boolean {
  return error.code === 'docker-missing' || /already in progress/.test(error.message)
}
