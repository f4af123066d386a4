import type { Executed } from '../../../labs/define.ts'
import type { InnerClient } from '../inner/client.ts'

/** What can be done to a host from outside it. */
export interface Power {
  /** The wires that the host is on. */
  wires(host: string): readonly string[]
  /** Takes the host's plugs out of these wires, or puts them in again. Addresses and routes stay. */
  plug(host: string, wires: readonly string[], into: boolean): Promise<void>
  /** Runs argv in the host as root. */
  run(host: string, argv: string[]): Promise<Executed>
}

export interface DisturbWorld {
  hosts: readonly string[]
  power: Power
  client(host: string): InnerClient
}
