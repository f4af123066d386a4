/** Where the measurements stand: a real engine, labs made by hand, and plain access to the same hosts. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { CompiledLab, WantedHost } from '../../labs/format/compiled.ts'
import { readConfig } from '../../server/config.ts'
import { openDock, type Dock } from '../../server/dock.ts'
import { InnerClients } from '../../server/docker/clients.ts'
import { openHelper } from '../../server/docker/helper.ts'
import { InnerClient } from '../../server/docker/inner/client.ts'
import type { Room } from '../../server/docker/room.ts'
import { dockerRuntime } from '../../server/docker/runtime.ts'
import { createLog } from '../../server/log.ts'
import { desiredState } from '../../server/provision/desired.ts'
import { reconcile } from '../../server/provision/reconcile.ts'
import type { Desired } from '../../server/provision/state.ts'
import type { Environment } from '../../server/runs/ports.ts'
import { labWith } from '../support/labs.ts'
import { freshRun } from '../support/run-names.ts'

/** Keeps what a broken measurement leaves behind apart from everybody's runs. */
export const owner = 'slipway-bench'

export interface Ground {
  dock: Dock
  /** What the dock's environments share. */
  room: Room
  /** Arguments for the `docker` client that name the outer engine. */
  cli: string[]
}

export async function openGround(): Promise<Ground> {
  const config = readConfig()
  const log = createLog('warn')
  const dock = await openDock(config, (line) => console.log(line), log, owner)
  const { engine, prepared } = dock
  const { hostMemory: memory, hostCpus: cpus, hostPids: pids } = config.limits
  const helper = await openHelper(engine)
  const room = { engine, prepared, helper, limits: { memory, cpus, pids }, log, owner }
  return { dock, room, cli: ['-H', engine.where] }
}

/** One host, `host1`, that starts with what is given. */
export function labOf(host: Partial<WantedHost>): CompiledLab {
  return labWith({ host1: { images: ['busybox'], ...host } }, [])
}

/**
 * Brings `host1` of a run into another starting state, as often as is asked for: a run of a learner's
 * is left alone once it was complete, so this goes to the loop below it.
 */
export function builder(
  ground: Ground,
  run: string,
  host: Partial<WantedHost>,
): () => Promise<void> {
  const shelf = ground.dock.prepared.shelf?.names ?? []
  const desired = desiredState(run, labOf(host), { owner, shelf })
  const { room } = ground
  const runtime = dockerRuntime(room, desired, new InnerClients(room.engine.docker, desired))
  return () => reconcile(desired, runtime, { signal: new AbortController().signal })
}

export function provision(environment: Environment): Promise<void> {
  const { signal } = new AbortController()
  return environment.provision({ signal, onProgress: () => undefined })
}

/** What Slipway would want on the engine for a run with an empty host. */
export function desiredRun({ dock }: Ground, run: string): Desired {
  const shelf = dock.prepared.shelf?.names ?? []
  return desiredState(run, labOf({}), { owner, shelf })
}

export function innerClient(ground: Ground, run: string): InnerClient {
  const id = desiredRun(ground, run).hosts['host1']?.name ?? ''
  return new InnerClient(ground.dock.engine.docker, { id, name: 'host1' })
}

export async function docker(ground: Ground, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', [...ground.cli, ...args])
  return stdout
}

/** A run with an empty host, for as long as `work` takes. */
export async function withRun(
  ground: Ground,
  work: (run: string, environment: Environment) => Promise<void>,
): Promise<void> {
  const run = freshRun()
  const environment = ground.dock.environments.open(run, labOf({}))
  try {
    await provision(environment)
    await work(run, environment)
  } finally {
    await environment.destroy()
  }
}
