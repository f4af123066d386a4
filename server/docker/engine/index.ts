export { engineConfig } from './config.ts'
export { engineClean, engineDown, engineStatus, engineUp, type EngineStatus } from './control.ts'
export { openEngine } from './open.ts'
export type { Cgroup, Engine, EngineConfig, Isolation, Report } from './types.ts'
