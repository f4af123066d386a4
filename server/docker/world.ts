import { ProbeError, type Executed } from '../../labs/define.ts'
import { isInSwarm } from '../provision/shared.ts'
import type { Desired } from '../provision/state.ts'
import { dockerCall } from './client.ts'
import type { InnerClients } from './clients.ts'
import { runInHost } from './hostexec.ts'
import { execInContainer } from './inner/exec.ts'
import { lookInside } from './inner/look.ts'
import { Looks } from './probe/looks.ts'
import type { Beside } from './probe/outside.ts'
import type { ProbeWorld, Vantage } from './probe/probe.ts'
import { plugHost } from './plugs.ts'
import { firstWire, wireAddressIn } from './wires.ts'
import type { Room } from './room.ts'

const netnsMs = 6_000
/** An engine that restarts waits for its containers first. */
const serviceMs = 90_000

/** What the probes of one run ask through. */
export function probeWorld(room: Room, desired: Desired, clients: InnerClients): ProbeWorld {
  const { docker } = room.engine
  const { container, client, hostPid, innerPid } = lookups(room, desired, clients)
  const shifts = new Map<string, Promise<number>>()
  return {
    docker,
    hosts: Object.keys(desired.hosts),
    client,
    container,
    looks: new Looks((host) => lookInside(client(host), { inSwarm: isInSwarm(desired, host) })),
    idShift(host) {
      const known = shifts.get(host)
      if (known) return known
      const shift = hostPid(host).then((pid) => firstId(room, pid))
      shifts.set(host, shift)
      shift.catch(() => shifts.delete(host))
      return shift
    },
    execInHost: (host, argv, user, signal) =>
      runInHost(docker, room.helper, { id: container(host), name: host }, argv, {
        signal,
        ...(user === undefined ? {} : { user }),
      }),
    execInContainer: (at, argv, signal) => execInContainer(client(at.host), at, argv, signal),
    async inNetns(from, argv, signal): Promise<Executed> {
      const [outer, inner] = await Promise.all([hostPid(from.host), innerPid(from, signal)])
      return room.helper.inNetns(outer, inner, argv, { timeoutMs: netnsMs })
    },
    beside: beside(room, desired),
    power: {
      wires: (host) => desired.hosts[host]?.wires ?? [],
      async plug(host, wires, into) {
        const bridges = wires.flatMap((wire) => desired.wires[wire]?.bridge ?? [])
        await plugHost(room.helper, await hostPid(host), bridges, into)
      },
      run(host, argv) {
        const at = { id: container(host), name: host }
        return runInHost(docker, room.helper, at, argv, { timeoutMs: serviceMs })
      },
    },
  }
}

function beside({ engine, helper }: Room, desired: Desired): Beside {
  const inspect = (name: string) => dockerCall(() => engine.docker.getContainer(name).inspect())
  return {
    async wireAddress(host) {
      const spec = desired.hosts[host]
      if (!spec) throw new ProbeError(`the lab has no host ${host}`)
      const address = wireAddressIn(await inspect(spec.name), firstWire(desired, host))
      if (!address) throw new ProbeError(`${host} is not on its wire`)
      return address
    },
    async inRegistry(argv) {
      const { State } = await inspect(desired.registry.name)
      if (!State.Running) throw new ProbeError('the registry of this run is not running')
      return helper.inNetns(State.Pid, null, argv, { timeoutMs: netnsMs })
    },
  }
}

/** From the lab's names to Docker's names and to processes. What is not there or not running throws ProbeError. */
function lookups({ engine }: Room, desired: Desired, clients: InnerClients) {
  const container = (host: string) => {
    const found = desired.hosts[host]
    if (!found) throw new ProbeError(`the lab has no host ${host}`)
    return found.name
  }
  const client = (host: string) => {
    container(host)
    return clients.of(host)
  }
  const hostPid = async (host: string) => {
    const asked = engine.docker.getContainer(container(host))
    const { State } = await dockerCall(() => asked.inspect())
    if (!State.Running) throw new ProbeError(`${host} is not running`)
    return State.Pid
  }
  const innerPid = async ({ host, container: name }: Vantage, signal: AbortSignal) => {
    if (name === undefined) return null
    const path = `/containers/${encodeURIComponent(name)}/json`
    const { status, body } = await client(host).ask('GET', path, { signal })
    if (status === 404) throw new ProbeError(`${host} has no container ${name}`)
    const pid = (body as { State?: { Pid?: unknown } } | null)?.State?.Pid
    if (typeof pid !== 'number' || pid === 0) throw new ProbeError(`${name} is not running`)
    return pid
  }
  return { container, client, hostPid, innerPid }
}

/** Where the ids of a host's user namespace begin on the machine; 0 without one. */
async function firstId({ helper }: Room, pid: number): Promise<number> {
  const { code, stdout, stderr } = await helper.run(['cat', `/proc/${pid}/uid_map`])
  if (code !== 0) throw new ProbeError(`the user namespace cannot be read: ${stderr.trim()}`)
  const [inside, outside] = stdout.trim().split(/\s+/).map(Number)
  return inside === 0 && outside !== undefined ? outside : 0
}
