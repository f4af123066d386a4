import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { AppError } from '../../errors.ts'
import { connect, dockerCall, ping } from '../client.ts'
import { installPackages } from './install.ts'
import { decideIsolation } from './isolation.ts'
import { engineLayout, type Layout } from './layout.ts'
import { executable } from './program.ts'
import { startManaged, stopManaged } from './managed.ts'
import { chooseStrategy, type Findings, type Strategy } from './strategy.ts'
import type { Engine, EngineConfig, Report } from './types.ts'

const defaultSocket = '/var/run/docker.sock'
const defaultAddress = `unix://${defaultSocket}`
// Nothing there is known at once; this is for an engine that is busy, or that its socket has only now begun to start.
const answerWithinMs = 15_000

/**
 * The engine that runs are made on: the one chosen, found, already managed, or made now.
 * @throws AppError engine-absent, engine-install, engine-start
 */
export async function openEngine(config: EngineConfig, report: Report): Promise<Engine> {
  const layout = engineLayout(config.home)
  const strategy = chooseStrategy(await findings(config, layout))
  if (strategy.kind === 'absent') {
    throw new AppError('engine-absent', { where: strategy.where, advice: strategy.advice })
  }
  if (strategy.kind === 'install') {
    report(
      'No Docker engine here: installing docker.io and iptables from the distribution (once, about 20 s) …',
    )
    await installPackages(['docker.io', 'iptables'], report)
  }
  if (strategy.kind !== 'use') await startManaged(layout, report)
  return describe(addressOf(strategy, layout), layout)
}

/** What is on this machine, as facts for `chooseStrategy`. */
export async function findings(config: EngineConfig, layout: Layout): Promise<Findings> {
  const managedAddress = `unix://${layout.socket}`
  const tried = config.dockerHost ? [config.dockerHost] : [defaultAddress, managedAddress]
  const facts: Findings = {
    managedAddress,
    root: process.getuid?.() === 0,
    installAllowed: config.installAllowed,
    dockerd: executable('dockerd') !== undefined,
    denied: isDenied(defaultSocket),
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '',
  }
  if (config.dockerHost) facts.dockerHost = config.dockerHost
  for (const where of tried) {
    const answers = (await ping(connect(where), answerWithinMs)) !== undefined
    if (answers) return { ...facts, answering: { where, managed: where === managedAddress } }
  }
  return facts
}

function isDenied(socket: string): boolean {
  if (!existsSync(socket)) return false
  try {
    accessSync(socket, constants.R_OK | constants.W_OK)
    return false
  } catch {
    // There, and not for this user: the only thing that access can mean.
    return true
  }
}

function addressOf(strategy: Strategy, layout: Layout): string {
  return strategy.kind === 'use' ? strategy.where : `unix://${layout.socket}`
}

async function describe(where: string, layout: Layout): Promise<Engine> {
  const docker = connect(where)
  const managed = where === `unix://${layout.socket}`
  const info = (await dockerCall(() => docker.info())) as Info
  return {
    docker,
    where,
    managed,
    version: info.ServerVersion,
    cgroup: {
      version: info.CgroupVersion === '2' ? 2 : 1,
      driver: info.CgroupDriver === 'systemd' ? 'systemd' : 'cgroupfs',
    },
    isolation: decideIsolation({
      securityOptions: info.SecurityOptions ?? [],
      runtimes: Object.keys(info.Runtimes ?? {}),
    }),
    async close(options = {}) {
      if (options.stop && managed) await stopManaged(layout)
    },
  }
}

/** The parts of `docker info` we read; the client's types leave it open. */
interface Info {
  ServerVersion: string
  CgroupVersion?: string
  CgroupDriver: string
  SecurityOptions?: string[]
  Runtimes?: Record<string, unknown>
}
