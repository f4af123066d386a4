import { ProbeError } from '../../../labs/define.ts'
import type { Disturbance } from '../../../labs/questions.ts'
import { AppError } from '../../errors.ts'
import type { InnerClient } from '../inner/client.ts'

/** What can be done to a host from outside it. */
export interface Power {
  /** Takes the host's plugs out of its wires, or puts them in again. Addresses and routes stay. */
  plug(host: string, into: boolean): Promise<void>
  /** Ends a process, as the host numbers it, at once. */
  kill(host: string, pid: number): Promise<void>
  /** `service docker ACTION` in the host; answers with its exit code. */
  service(host: string, action: 'restart' | 'start' | 'status'): Promise<number>
}

export interface DisturbWorld {
  power: Power
  client(host: string): InnerClient
}

export interface Disturbed {
  /** Resolves once it is done. */
  begun: Promise<unknown>
  /** Waits for what was begun and puts it back; safe where nothing was done. Takes no signal: it must happen. */
  restore(): Promise<void>
}

type Act<What> = (world: DisturbWorld, what: What) => Promise<() => Promise<void>>
type Acts = { [K in Disturbance['kind']]: Act<Extract<Disturbance, { kind: K }>> }

const restoreMs = 60_000

/** Each does one thing and answers with what puts it back. */
const acts: Acts = {
  restart: async ({ client }, { host, container }) => {
    await client(host).want('POST', `${pathOf(container)}/restart?t=5`, { timeoutMs: restoreMs })
    return () => Promise.resolve()
  },
  // Not by the engine: what it kills itself it does not start again, whatever the restart policy says.
  kill: async (world, { host, container }) => {
    const path = pathOf(container)
    const known = await world.client(host).want('GET', `${path}/json`)
    const pid = (known as { State?: { Pid?: unknown } }).State?.Pid
    if (typeof pid !== 'number' || pid < 2) throw new ProbeError(`${container} is not running`)
    await world.power.kill(host, pid)
    return () => startAgain(world.client(host), container)
  },
  stop: async (world, { host, container }) => {
    const engine = world.client(host)
    await engine.want('POST', `${pathOf(container)}/stop?t=5`, { timeoutMs: restoreMs })
    return () => startAgain(engine, container)
  },
  engine: async ({ power }, { host }) => {
    await power.service(host, 'restart')
    return async () => {
      if ((await power.service(host, 'status')) !== 0) await power.service(host, 'start')
    }
  },
  cut: async ({ power }, { host }) => {
    const putBack = () => power.plug(host, true)
    try {
      await power.plug(host, false)
    } catch (error) {
      await putBack()
      throw error
    }
    return putBack
  },
  drain: async ({ client }, { host, node }) => {
    const before = await setAvailability(client(host), node, 'drain')
    return async () => void (await setAvailability(client(host), node, before))
  },
}

export function disturb(world: DisturbWorld, what: Disturbance): Disturbed {
  const act = acts[what.kind] as Act<Disturbance>
  const begun = act(world, what)
  return {
    begun,
    async restore() {
      const undo = await begun.catch(() => undefined)
      await undo?.()
    },
  }
}

async function startAgain(engine: InnerClient, container: string): Promise<void> {
  // A container that runs again already is left as it is: 304; one that is gone is not made anew.
  const { status } = await engine.ask('POST', `${pathOf(container)}/start`, {
    timeoutMs: restoreMs,
  })
  if (status >= 400 && status !== 404) {
    throw new AppError('docker-refused', { status, reason: `${container} did not start again` })
  }
}

async function setAvailability(
  client: InnerClient,
  node: string,
  availability: string,
): Promise<string> {
  const path = `/nodes/${encodeURIComponent(node)}`
  const known = (await client.want('GET', path)) as {
    ID: string
    Version: { Index: number }
    Spec: { Availability: string }
  }
  const body = { ...known.Spec, Availability: availability }
  await client.want('POST', `/nodes/${known.ID}/update?version=${known.Version.Index}`, { body })
  return known.Spec.Availability
}

function pathOf(container: string): string {
  return `/containers/${encodeURIComponent(container)}`
}
