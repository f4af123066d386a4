/** The Docker side made ready: engine, helper, images. Used by the server, by `prove` and by the set-up. */
import { createEnvironments } from './docker/environments.ts'
import { openEngine, type Engine, type Report } from './docker/engine/index.ts'
import { openHelper } from './docker/helper.ts'
import { measureLacking, type Lacking } from './docker/offers.ts'
import { prepareImages, type Prepared } from './docker/images/index.ts'
import type { Config } from './config.ts'
import type { Logger } from './log.ts'
import type { Environments } from './runs/ports.ts'

export interface Dock {
  engine: Engine
  prepared: Prepared
  environments: Environments
  /** What labs may need and hosts here cannot have, each with why. */
  lacking: Lacking
  /** Brings engine and helper back after they went away; rejects while they cannot be had. */
  reopen(): Promise<void>
}

/** `owner` names whose runs these are: a sweep removes only that owner's. */
export async function openDock(
  config: Config,
  report: Report,
  log: Logger,
  owner = 'slipway',
  signal: AbortSignal = new AbortController().signal,
): Promise<Dock> {
  const engine = await openEngine(config, report)
  const { level, words, warning } = engine.isolation
  report(`Engine ${engine.version} at ${engine.where}; isolation: ${words}`)
  if (warning !== undefined) report(`WARNING (${level}): ${warning}`)
  const helper = await openHelper(engine, report)
  const prepared = await prepareImages(engine, helper, report)
  const lacking = await measureLacking(engine, helper, prepared)
  const environments = createEnvironments({
    engine,
    helper,
    prepared,
    limits: {
      memory: config.limits.hostMemory,
      cpus: config.limits.hostCpus,
      pids: config.limits.hostPids,
    },
    log,
    owner,
    signal,
  })
  return {
    engine,
    prepared,
    environments,
    lacking,
    async reopen() {
      if (engine.managed) await openEngine(config, report)
      await environments.ping()
      await openHelper(engine, report)
    },
  }
}
