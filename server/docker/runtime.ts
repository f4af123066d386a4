import { AppError, toAppError } from '../errors.ts'
import { sameImage } from '../../labs/topology/names.ts'
import { hostName } from '../provision/desired.ts'
import type { Runtime } from '../provision/ports.ts'
import { isInSwarm } from '../provision/shared.ts'
import type { Desired, DesiredHost } from '../provision/state.ts'
import type { Executors } from '../provision/steps.ts'
import { markBegun } from './begun.ts'
import { dockerCall, ifExists } from './client.ts'
import type { InnerClients } from './clients.ts'
import { hostDevices } from './devices.ts'
import { hostFiles } from './hostfiles.ts'
import { hostContainer } from './hosts.ts'
import { imageArchive } from './images/index.ts'
import { innerExecutors } from './inner/apply.ts'
import type { InnerClient } from './inner/client.ts'
import { untilRejoined } from './inner/swarm.ts'
import { lookInside } from './inner/look.ts'
import { observeRun } from './observe.ts'
import { registryContainer } from './registry.ts'
import type { Room } from './room.ts'
import { runStart } from './starts.ts'
import { connectToWire, createWire } from './wires.ts'

/** How long a host's engine may take to answer after its container started. */
const readyWithinMs = 30_000

/** The loop's outside world: the outer engine and, through it, the engine of every host. */
export function dockerRuntime(room: Room, desired: Desired, clients: InnerClients): Runtime {
  const { engine, prepared } = room
  const archive = async (images: string[]) => {
    for (const image of images) {
      if (!prepared.known.some((known) => sameImage(known, image))) throw missing(room, image)
    }
    await prepared.ensure(images)
    return imageArchive(engine.docker, images)
  }
  return {
    async observe(_, signal) {
      // The doors are shut before anything of a learner's can run.
      const [actual] = await Promise.all([
        observeRun(room, desired, (host) =>
          lookInside(clients.of(host), { signal, inSwarm: isInSwarm(desired, host) }),
        ),
        room.helper.closeWires(),
      ])
      return actual
    },
    executors: {
      ...outerExecutors(room, desired, clients),
      ...innerExecutors({ client: (host) => clients.of(host), archive, known: prepared.known }),
    },
  }
}

export function missing({ prepared }: Room, image: string): AppError {
  return new AppError('image-missing', { image, known: prepared.known.join(', ') })
}

type OuterAction = Extract<keyof Executors, `${'wire' | 'registry' | 'host'}.${string}`>

function outerExecutors(
  room: Room,
  desired: Desired,
  clients: InnerClients,
): Pick<Executors, OuterAction> {
  const { docker, isolation } = room.engine
  const { prepared, limits } = room
  const spec = (host: string): DesiredHost => {
    const found = desired.hosts[host]
    if (!found) throw new Error(`the lab has no host ${host}`)
    return found
  }
  const start = (name: string) => dockerCall(() => docker.getContainer(name).start())
  return {
    'wire.create': ({ wire, subnet }) => createWire(room, desired, wire, subnet),
    async 'registry.create'() {
      const container = registryContainer(desired, prepared.registry)
      await dockerCall(() => docker.createContainer(container))
    },
    'registry.start': () => start(desired.registry.name),
    'registry.connect': ({ wire }) =>
      connectToWire(room, desired, wire, desired.registry.name, {
        aliases: prepared.registry.aliases,
      }),
    async 'host.create'({ host, address }) {
      const devices = await hostDevices(room, host, spec(host).wanted.devices ?? [])
      const recipe = { isolation, prepared, limits, devices, address }
      const container = hostContainer(desired, spec(host), recipe)
      await dockerCall(() => docker.createContainer(container))
    },
    'host.start': ({ host, fresh }) => startHost(room, spec(host), fresh),
    'host.connect': ({ host, wire, address }) =>
      connectToWire(room, desired, wire, spec(host).name, {
        aliases: [spec(host).hostname],
        ...(address === undefined ? {} : { address }),
      }),
    'host.run': ({ host, ...start }, signal) =>
      runStart(docker, room.helper, { id: spec(host).name, name: host }, { ...start, signal }),
    async 'host.ready'({ host }, signal) {
      await untilReady(room, spec(host), clients.of(host), signal)
      const swarmed = Object.keys(desired.hosts).length > 1 || spec(host).wanted.swarm !== undefined
      if (swarmed) await untilRejoined(clients.of(host), signal)
    },
    'host.begin': ({ host }) => markBegun(docker, spec(host).name),
    async 'host.remove'({ host }) {
      const name = hostName(desired.run, host)
      await ifExists(() => docker.getContainer(name).remove({ force: true, v: true }))
      await ifExists(() => docker.getVolume(name).remove())
    },
  }
}

async function startHost(room: Room, { name, wanted }: DesiredHost, fresh: boolean): Promise<void> {
  const container = room.engine.docker.getContainer(name)
  const files = fresh ? hostFiles(wanted) : undefined
  if (files) await dockerCall(() => container.putArchive(files, { path: '/' }))
  await dockerCall(() => container.start())
  await room.helper.adoptCgroups(name)
}

async function untilReady(
  room: Room,
  host: DesiredHost,
  client: InnerClient,
  signal: AbortSignal,
): Promise<void> {
  try {
    await client.ready(readyWithinMs, signal)
  } catch (error) {
    if (signal.aborted || toAppError(error).code === 'engine-lost') throw error
    throw await notReady(room, host, error)
  }
}

/** With the last words of the host, which say more than that it did not answer. */
async function notReady({ engine }: Room, host: DesiredHost, cause: unknown): Promise<AppError> {
  const log = await ifExists(() =>
    engine.docker.getContainer(host.name).logs({ stdout: true, stderr: true, tail: 5 }),
  )
  const words = (log?.toString('utf8') ?? '').replace(/[^\x20-\x7e\n]/g, '').trim()
  const reason = words === '' ? toAppError(cause).message : words
  return new AppError('host-start', { host: host.hostname, reason }, cause)
}
