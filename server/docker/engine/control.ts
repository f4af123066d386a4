import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { connect, ping } from '../client.ts'
import { runProgram } from './program.ts'
import { engineLayout, type Layout } from './layout.ts'
import { mountsBelow } from './leftovers.ts'
import { stopManaged } from './managed.ts'
import { findings, openEngine } from './open.ts'
import { chooseStrategy } from './strategy.ts'
import type { Engine, EngineConfig, Report } from './types.ts'

export interface EngineStatus {
  state: 'running' | 'stopped' | 'absent'
  /** What would happen at the next start, or what runs now, in words. */
  words: string
  engine?: Engine
}

/** What `npm start` would find. Changes nothing. */
export async function engineStatus(config: EngineConfig): Promise<EngineStatus> {
  const strategy = chooseStrategy(await findings(config, engineLayout(config.home)))
  switch (strategy.kind) {
    case 'use': {
      const engine = await openEngine(config, () => undefined)
      const kind = engine.managed ? 'managed by Slipway' : 'found here'
      return {
        state: 'running',
        words: `Docker ${engine.version} at ${engine.where}, ${kind}`,
        engine,
      }
    }
    case 'start':
      return {
        state: 'stopped',
        words:
          'Docker is installed and not running: `slipway engine up` starts an engine of its own.',
      }
    case 'install':
      return {
        state: 'absent',
        words:
          'There is no Docker here: `slipway engine up` installs it from the distribution and starts it.',
      }
    case 'absent':
      return {
        state: 'absent',
        words: `No Docker engine answers${strategy.where}. ${strategy.advice}`,
      }
  }
}

/** As `openEngine`: finds, or installs and starts. */
export function engineUp(config: EngineConfig, report: Report): Promise<Engine> {
  return openEngine(config, report)
}

/** Stops the managed engine, if it runs. An engine that Slipway did not start is left alone. */
export async function engineDown(config: EngineConfig, report: Report): Promise<void> {
  const stopped = await stopManaged(engineLayout(config.home))
  report(stopped ? 'The managed engine is stopped.' : 'No managed engine was running.')
}

/** Stops the managed engine and removes its data: images, volumes, containers and its bridges. */
export async function engineClean(config: EngineConfig, report: Report): Promise<void> {
  const layout = engineLayout(config.home)
  const bridges = await bridgesOf(layout)
  await engineDown(config, report)
  for (const point of mountsBelow(layout.root, readFileSync('/proc/self/mountinfo', 'utf8'))) {
    await runProgram('umount', ['-l', point])
  }
  for (const name of bridges) await runProgram('ip', ['link', 'delete', name])
  const existed = existsSync(layout.root)
  rmSync(layout.root, { recursive: true, force: true })
  report(existed ? `Removed ${layout.root}.` : 'There was nothing to remove.')
}

/** The bridges a running managed engine made; of a dead one, those with our prefix and nothing attached. */
async function bridgesOf(layout: Layout): Promise<string[]> {
  const docker = connect(`unix://${layout.socket}`)
  if ((await ping(docker, 3_000)) === undefined) return emptyWires()
  const networks = await docker.listNetworks({ filters: { driver: ['bridge'] } })
  return networks.map(
    (network) =>
      network.Options?.['com.docker.network.bridge.name'] ?? `br-${network.Id.slice(0, 12)}`,
  )
}

function emptyWires(): string[] {
  const names = readdirSync('/sys/class/net').filter((name) => name.startsWith('slw'))
  return names.filter((name) => {
    const ports = `/sys/class/net/${name}/brif`
    return existsSync(ports) && readdirSync(ports).length === 0
  })
}
