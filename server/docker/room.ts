import type { Prepared } from './images/types.ts'
import type { Engine } from './engine/index.ts'
import type { Helper } from './helper.ts'

/** What one host may use of the machine. */
export interface HostLimits {
  /** Bytes. */
  memory: number
  /** CPUs, such as 1.5. */
  cpus: number
  /** Processes and threads, those of its containers included. */
  pids: number
}

export interface Log {
  warn(details: object, message: string): void
}

/** What everything that acts for runs on one outer engine has in common. */
export interface Room {
  engine: Engine
  helper: Helper
  prepared: Prepared
  limits: HostLimits
  log: Log
  /** Whose runs these are: a server sweeps only its own, also where several share an engine. */
  owner: string
}
