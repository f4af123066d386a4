/** What can be done to an environment: how each thing is done, how it shows, and how it is undone. */
import { ProbeError } from '../../../labs/define.ts'
import type { Disturbance } from '../../../labs/questions.ts'
import { AppError } from '../../errors.ts'
import type { InnerClient } from '../inner/client.ts'
import { aliveNode, availability, hasTasks, isMissed } from './nodes.ts'
import type { Note } from './notes.ts'
import type { DisturbWorld } from './power.ts'
import { quoted } from './words.ts'

export interface Deed {
  do(): Promise<unknown>
  /** Whether it can be seen by now. */
  shows(): Promise<boolean>
  /** Safe where it was not done, or was undone by itself. */
  undo(): Promise<void>
  /** What would undo it from within the host. */
  note?: Note
}

/** Looks at what is there and changes nothing yet. */
export type Act<What> = (world: DisturbWorld, what: What) => Promise<Deed>

const slowMs = 60_000

export const acts: { [K in Disturbance['kind']]: Act<Extract<Disturbance, { kind: K }>> } = {
  restart: (world, { host, container }) =>
    toContainer(world, host, container, ({ client, path }) =>
      client.want('POST', `${path}/restart?t=5`, { timeoutMs: slowMs }),
    ),
  // Not by the engine: what it kills itself it does not start again, whatever the restart policy says.
  kill: (world, { host, container }) =>
    toContainer(world, host, container, async ({ pid }) => {
      if (typeof pid !== 'number' || pid < 2) throw new ProbeError(`${container} is not running`)
      const { code, stderr } = await world.power.run(host, ['kill', '-KILL', String(pid)])
      if (code !== 0) throw new ProbeError(stderr.trim() || 'nothing could be killed')
    }),
  stop: (world, { host, container }) =>
    toContainer(world, host, container, ({ client, path }) =>
      client.want('POST', `${path}/stop?t=5`, { timeoutMs: slowMs }),
    ),
  engine: async ({ power }, { host }) => {
    const service = (action: string) => power.run(host, ['service', 'docker', action])
    return {
      do: () => service('restart'),
      shows: async () => true,
      async undo() {
        if ((await service('status')).code !== 0) await service('start')
      },
    }
  },
  cut: async (world, { host, wire }) => {
    const all = world.power.wires(host)
    const cut = wire === undefined ? all : all.filter((one) => one === wire)
    if (cut.length === 0) throw new ProbeError(`${host} is on no wire ${wire ?? ''}`.trim())
    return {
      do: () => world.power.plug(host, cut, false),
      // A swarm may find the node by another wire.
      shows: async () => cut.length < all.length || isMissed(world, host),
      undo: () => world.power.plug(host, cut, true),
    }
  },
  drain: async ({ client }, { host, node }) => {
    const engine = client(host)
    const { id, availability: before } = await aliveNode(engine, node)
    return {
      do: () => availability(engine, id, 'drain'),
      shows: async () => !(await hasTasks(engine, id)),
      undo: () => availability(engine, id, before),
      note: { host, script: `docker node update --availability ${before} ${id}` },
    }
  },
}

interface Held {
  client: InnerClient
  path: string
  pid: unknown
}

async function toContainer(
  world: DisturbWorld,
  host: string,
  container: string,
  act: (held: Held) => Promise<unknown>,
): Promise<Deed> {
  const client = world.client(host)
  const path = `/containers/${encodeURIComponent(container)}`
  const { State: before } = (await client.want('GET', `${path}/json`)) as Inspected
  return {
    do: () => act({ client, path, pid: before?.Pid }),
    async shows() {
      const { status, body } = await client.ask('GET', `${path}/json`)
      const { State: now } = (body ?? {}) as Inspected
      return status === 404 || now?.Running !== true || now.StartedAt !== before?.StartedAt
    },
    undo: () => startAgain(client, path, container),
    note: { host, script: `docker start ${quoted(container)}` },
  }
}

interface Inspected {
  State?: { Pid?: unknown; Running?: unknown; StartedAt?: unknown }
}

async function startAgain(client: InnerClient, path: string, container: string): Promise<void> {
  // A container that runs again already is left as it is: 304; one that is gone is not made anew.
  const { status } = await client.ask('POST', `${path}/start`, { timeoutMs: slowMs })
  if (status >= 400 && status !== 404) {
    throw new AppError('docker-refused', { status, reason: `${container} did not start again` })
  }
}
