/** What tests on a real engine share: one engine, one helper, images prepared once, and runs that clean up. */
import { randomBytes } from 'node:crypto'
import type { CompiledLab, WantedHost } from '../../labs/format/compiled.ts'
import { readConfig } from '../../server/config.ts'
import { openEngine } from '../../server/docker/engine/index.ts'
import { createEnvironments, type Room } from '../../server/docker/environments.ts'
import { openHelper } from '../../server/docker/helper.ts'
import { prepareImages } from '../../server/docker/images/index.ts'
import type { Environment, Environments } from '../../server/runs/ports.ts'

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
  const owner = `test-${newRun()}`
  const environments = createEnvironments({ ...room, owner })
  const opened: Environment[] = []
  return {
    room,
    owner,
    environments,
    open(hosts, wires = []) {
      const run = newRun()
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

export function newRun(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  return [...randomBytes(10)].map((byte) => letters[byte % 32]).join('')
}

export function labWith(hosts: Record<string, Partial<WantedHost>>, wires: string[]): CompiledLab {
  const empty: WantedHost = {
    wires: [],
    images: [],
    daemon: {},
    files: [],
    networks: {},
    volumes: {},
    containers: {},
  }
  return {
    id: 'test',
    digest: 'sha256:test',
    title: 'Test',
    summary: '',
    level: 'beginner',
    minutes: 1,
    tags: [],
    learn: [],
    requires: [],
    params: {},
    wanted: {
      wires,
      hosts: Object.fromEntries(
        Object.entries(hosts).map(([name, host]) => [name, { ...empty, ...host }]),
      ),
    },
    steps: [],
  }
}
