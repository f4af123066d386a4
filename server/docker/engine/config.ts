import { join } from 'node:path'
import type { EngineConfig } from './types.ts'

/** What the environment says about the engine; `uid` 0 is root. */
export function engineConfig(env: NodeJS.ProcessEnv, uid: number): EngineConfig {
  const state = env['XDG_STATE_HOME'] ?? join(env['HOME'] ?? '/tmp', '.local/state')
  const home = env['SLIPWAY_HOME'] ?? (uid === 0 ? '/var/lib/slipway' : join(state, 'slipway'))
  const dockerHost = env['DOCKER_HOST']
  const installAllowed = uid === 0 && env['SLIPWAY_INSTALL'] !== 'never'
  return dockerHost ? { home, dockerHost, installAllowed } : { home, installAllowed }
}
