/** From the click to a shell's first prompt: ours, a plain container, and the API calls alone. */
import { createHash } from 'node:crypto'
import type { Desired } from '../../server/provision/state.ts'
import { registryContainer } from '../../server/docker/registry.ts'
import { hostContainer } from '../../server/docker/hosts.ts'
import type { Helper } from '../../server/docker/helper.ts'
import { InnerClient } from '../../server/docker/inner/client.ts'
import { openShell } from '../../server/docker/shell.ts'
import { removeLabelled } from '../../server/docker/sweep.ts'
import type { Shell } from '../../server/runs/ports.ts'
import { freshRun } from '../support/run-names.ts'
import { desiredRun, docker, labOf, provision, type Ground } from './ground.ts'
import { inTurn, once } from './measure.ts'

const size = { cols: 100, rows: 30 }

export async function prompting(
  ground: Ground,
  rounds: number,
): Promise<Record<'slipway' | 'busybox' | 'bare', number[]>> {
  const { helper } = ground.room
  return inTurn(rounds, {
    slipway: () =>
      once({
        prepare: async () => ground.dock.environments.open(freshRun(), labOf({})),
        run: async (environment) => {
          await provision(environment)
          await prompt(await environment.shell('host1', size))
        },
        clear: (environment) => environment.destroy(),
      }),
    busybox: () => once({ run: () => docker(ground, 'run', '--rm', 'busybox', 'true') }),
    bare: () =>
      once({
        prepare: async () => desiredRun(ground, freshRun()),
        run: (desired) => bare(ground, helper, desired),
        clear: ({ run }) => removeLabelled(ground.dock.engine.docker, `slipway.run=${run}`),
      }),
  })
}

/** Bash marks the end of its prompt, so nothing has to be guessed from what it looks like. */
function prompt(shell: Shell): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = ''
    shell.onClose(() => reject(new Error('the shell ended before its prompt')))
    shell.onData((data) => {
      seen += data
      if (seen.includes('\u001b]133;B')) resolve()
    })
    shell.resume()
  })
}

/** The same things made with nothing looked at and nothing decided. */
async function bare(ground: Ground, helper: Helper, desired: Desired): Promise<void> {
  const { engine, prepared } = ground.dock
  const wire = Object.values(desired.wires)[0]
  const host = desired.hosts['host1']
  if (!wire || !host) throw new Error('the lab has one wire and one host')
  const [a = 0, b = 0] = createHash('sha256').update(desired.run).digest()
  await engine.docker.createNetwork({
    Name: wire.name,
    Internal: true,
    IPAM: { Config: [{ Subnet: `100.127.${a}.${b & 0xf0}/28` }] },
    Options: {
      'com.docker.network.bridge.inhibit_ipv4': 'true',
      'com.docker.network.bridge.name': wire.bridge,
    },
    Labels: desired.labels,
  })
  const recipe = { isolation: engine.isolation, prepared, limits: ground.room.limits }
  const start = async (options: Parameters<typeof engine.docker.createContainer>[0]) => {
    const container = await engine.docker.createContainer(options)
    await container.start()
  }
  const startHost = async () => {
    await start(hostContainer(desired, host, recipe))
    await helper.adoptCgroups(host.name)
    const client = new InnerClient(engine.docker, { id: host.name, name: 'host1' })
    await client.ready(30_000, new AbortController().signal)
    const onTrouble = (error: unknown) => console.error(error)
    await prompt(await openShell(engine.docker, helper, host.name, { ...size, onTrouble }))
    client.close()
  }
  await Promise.all([start(registryContainer(desired, prepared.registry)), startHost()])
}
