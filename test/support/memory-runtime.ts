/** An engine of engines in memory, for the loop of provisioning: it can die between any two steps. */
import type { WantedContainer } from '../../labs/format/compiled.ts'
import type { ContainerState, HostState } from '../../labs/topology/state.ts'
import type { Runtime } from '../../server/provision/ports.ts'
import type { Actual, ActualBox, ActualHost, Desired } from '../../server/provision/state.ts'
import type { Executors } from '../../server/provision/steps.ts'
import { swarmExecutorsOn } from './memory-swarm.ts'

export interface MemoryRuntime extends Runtime {
  actual: Actual
  /** Every action that was carried out, in order. */
  log: string[]
}

/** @param beforeStep called with each action; throwing is dying. */
export function memoryRuntime(
  desired: Desired,
  beforeStep: (action: string) => void,
): MemoryRuntime {
  const actual: Actual = { subnets: [], wires: [], registry: undefined, hosts: {} }
  const log: string[] = []
  const executors = executorsOn(actual, desired)
  const watched = Object.fromEntries(
    Object.entries(executors).map(([action, run]) => [
      action,
      async (args: never, signal: AbortSignal) => {
        beforeStep(action)
        log.push(action)
        await (run as (args: never, signal: AbortSignal) => Promise<void>)(args, signal)
      },
    ]),
  ) as unknown as Executors
  return {
    actual,
    log,
    observe: () => Promise.resolve(structuredClone(actual)),
    executors: watched,
  }
}

function executorsOn(actual: Actual, desired: Desired): Executors {
  const host = (name: string): ActualHost => must(actual.hosts[name], name)
  const inside = (name: string): HostState => must(host(name).state, name)
  const container = (at: { host: string; name: string }): ContainerState =>
    must(inside(at.host).containers[at.name], at.name)
  const registry = (): ActualBox => must(actual.registry, 'registry')
  const set = (status: ContainerState['status']) => (at: { host: string; name: string }) =>
    done(() => (container(at).status = status))
  return {
    'wire.create': ({ wire, subnet }) =>
      done(() => actual.wires.push(wire) + actual.subnets.push(subnet)),
    'registry.create': () => done(() => (actual.registry = box(desired.registry.wires[0]))),
    'registry.start': () => done(() => (registry().status = 'running')),
    'registry.connect': ({ wire }) => done(() => registry().wires.push(wire)),
    'host.create': (at) =>
      done(() => {
        const first = desired.hosts[at.host]?.wires[0]
        if (!actual.wires.includes(first ?? '')) throw new Error(`no wire ${first}`)
        actual.hosts[at.host] = { ...box(first), state: undefined, begun: false }
      }),
    'host.start': (at) => done(() => (host(at.host).status = 'running')),
    'host.connect': (at) => done(() => host(at.host).wires.push(at.wire)),
    'host.ready': (at) =>
      done(() => {
        if (host(at.host).status !== 'running') throw new Error('not started')
        const images = desired.hosts[at.host]?.shelved ?? []
        host(at.host).state ??= { networks: {}, volumes: {}, containers: {}, images: [...images] }
      }),
    'host.begin': (at) => done(() => (host(at.host).begun = true)),
    'host.run': (at) =>
      done(() => {
        const { ran = [] } = host(at.host)
        host(at.host).ran = [...ran, at.mark]
      }),
    'host.remove': (at) => done(() => delete actual.hosts[at.host]),
    'image.load': (at) => done(() => inside(at.host).images.push(...at.images)),
    'network.create': (at) =>
      done(() => {
        const made = { scope: 'local', internal: false, attachable: false, ipv6: false }
        const filled = { ...made, subnets: [], options: {}, labels: {}, ...at.network }
        inside(at.host).networks[at.name] = filled
      }),
    'network.remove': (at) =>
      done(() => {
        delete inside(at.host).networks[at.name]
        for (const one of Object.values(inside(at.host).containers)) delete one.endpoints[at.name]
      }),
    'volume.create': (at) =>
      done(() => {
        const made = { driver: 'local', options: {}, labels: {}, ...at.volume }
        inside(at.host).volumes[at.name] = made
      }),
    'volume.remove': (at) => done(() => delete inside(at.host).volumes[at.name]),
    'container.create': (at) =>
      done(() => {
        const first = Object.keys(at.container.endpoints ?? {})[0]
        if (first && !reaches(actual, at.host, first)) throw new Error(`no network ${first}`)
        inside(at.host).containers[at.name] = newContainer(at.container, first)
      }),
    'container.connect': (at) =>
      done(
        () => (container(at).endpoints[at.network] = { ...endpoint, aliases: at.aliases ?? [] }),
      ),
    'container.disconnect': (at) => done(() => delete container(at).endpoints[at.network]),
    'container.start': set('running'),
    'container.stop': set('exited'),
    'container.pause': set('paused'),
    'container.unpause': set('running'),
    'container.remove': (at) => done(() => delete inside(at.host).containers[at.name]),
    ...swarmExecutorsOn(actual),
  }
}

/** A network of its own, or an overlay of another host. */
function reaches(actual: Actual, host: string, network: string): boolean {
  if (actual.hosts[host]?.state?.networks[network]) return true
  const others = Object.values(actual.hosts).map(({ state }) => state?.networks[network])
  return others.some((other) => other?.driver === 'overlay')
}

const endpoint = { address: '', prefixLength: 16, gateway: '', mac: '', aliases: [] }

function box(wire: string | undefined): ActualBox {
  return { id: 'id', status: 'created', wires: wire === undefined ? [] : [wire] }
}

export function newContainer(wanted: WantedContainer, first?: string): ContainerState {
  return {
    ...{
      id: 'id',
      exitCode: 0,
      pid: 0,
      command: [],
      entrypoint: [],
      environment: {},
      hostname: '',
    },
    ...{ user: '', workingDir: '', tty: false, stdinOpen: false, networkMode: first ?? 'bridge' },
    ...{
      mounts: [],
      volumesFrom: [],
      ports: [],
      restart: 'no',
      readOnly: false,
      privileged: false,
    },
    ...{ capAdd: [], capDrop: [], memory: 0, cpus: 0, pidsLimit: 0, labels: {} },
    ...wanted,
    status: 'created',
    endpoints: first === undefined ? {} : { [first]: endpoint },
  }
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`)
  return value
}

async function done(act: () => unknown): Promise<void> {
  await Promise.resolve()
  act()
}
