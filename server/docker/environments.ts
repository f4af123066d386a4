import type { CompiledLab } from '../../labs/format/compiled.ts'
import { AppError } from '../errors.ts'
import { desiredState } from '../provision/desired.ts'
import type { Environment, Environments } from '../runs/ports.ts'
import { ping } from './client.ts'
import { DockerEnvironment } from './environment.ts'
import type { Room } from './room.ts'
import { labelledRuns, removeLabelled } from './sweep.ts'

export type { HostLimits, Log, Room } from './room.ts'

const answerWithinMs = 3_000
const retryMs = 500

/**
 * Runs on one outer engine.
 * @param room `owner` names whose runs these are, such as an id kept in the database: `sweep` removes only that owner's
 */
export function createEnvironments(
  room: Omit<Room, 'owner'> & { owner?: string; signal?: AbortSignal },
): Environments {
  const { signal, ...given } = room
  const shared: Room = { owner: 'slipway', ...given }
  const { docker } = room.engine
  return {
    open: (run: string, lab: CompiledLab): Environment =>
      new DockerEnvironment(
        shared,
        desiredState(run, lab, { owner: shared.owner, shelf: room.prepared.shelf?.names ?? [] }),
      ),

    async sweep(keep) {
      const found = [...(await labelledRuns(docker, shared.owner))].filter((run) => !keep.has(run))
      await Promise.all(found.map((run) => removeLabelled(docker, `slipway.run=${run}`)))
      return found
    },

    async ping() {
      while (!signal?.aborted) {
        if ((await ping(docker, answerWithinMs)) !== undefined) {
          await room.helper.closeWires()
          return
        }
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
      throw new AppError('engine-lost', { reason: 'the server is ending' })
    },
  }
}
