/** What tests on a real engine share: one engine, one helper, images prepared once, and runs that clean up. */
import type { WantedHost } from '../../labs/format/compiled.ts'
import { readConfig } from '../../server/config.ts'
import { openEngine } from '../../server/docker/engine/index.ts'
import { createEnvironments, type Room } from '../../server/docker/environments.ts'
import { openHelper } from '../../server/docker/helper.ts'
import { prepareImages } from '../../server/docker/images/index.ts'
import type { Environment, Environments } from '../../server/runs/ports.ts'
import { labWith } from './labs.ts'
import { freshRun } from './run-names.ts'

export interface Bench {
  room: Omit<Room, 'owner'>
  owner: string
  environments: Environments
  /** Opens a run of a lab with these hosts; it is removed by `close`. */
  open(hosts: Record<string, Partial<WantedHost>>, wires?: string[]): Opened
  close(): Promise<void>
}

export interface Opened {
  run: string
  environment: Environment
  provision(): Promise<void>
}

export async function openBench(): Promise<Bench> {
  const quiet = () => undefined
  const engine = await openEngine(readConfig(), quiet)
  const helper = await openHelper(engine, quiet)
  const prepared = await prepareImages(engine, helper, quiet)
  const limits = { memory: 2 * 1024 ** 3, cpus: 2, pids: 2048 }
  const room = { engine, helper, prepared, limits, log: { warn: console.warn } }
  const owner = `test-${freshRun()}`
  const environments = createEnvironments({ ...room, owner })
  const opened: Environment[] = []
  return {
    room,
    owner,
    environments,
    open(hosts, wires = []) {
      const run = freshRun()
      const environment = environments.open(run, labWith(hosts, wires))
      opened.push(environment)
      const provision = () =>
        environment.provision({ signal: AbortSignal.timeout(90_000), onProgress: () => undefined })
      return { run, environment, provision }
    },
    async close() {
      await Promise.all(opened.map((environment) => environment.destroy()))
    },
  }
}

/** Resolves once `met` gives something; the deadline says what was waited for. */
export async function until<T>(
  what: string,
  met: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await met()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Everything on the outer engine that carries a label, by kind and name. */
export async function labelled({ room }: Bench, label: string): Promise<string[]> {
  const { docker } = room.engine
  const filters = { label: [label] }
  const [containers, networks, { Volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ])
  return [
    ...containers.map(({ Names }) => `container ${Names[0]}`),
    ...networks.map(({ Name }) => `network ${Name}`),
    ...Volumes.map(({ Name }) => `volume ${Name}`),
  ]
}
