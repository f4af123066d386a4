/** What a probe can be asked beyond reading, running and reaching. */

/** A connection attempt at a host, made from its wire: the address is the host's own there. */
export type Dial = { kind: 'tcp'; port: number } | { kind: 'http'; port: number; path: string }

/** A command that was typed in a terminal of a host, as the host's shell told it. Root there can tell it anything. */
export interface Ran {
  text: string
  exit: number
  /** When it ended, in ms since the epoch. */
  at: number
}

/** Something done to the environment to see whether it recovers. */
export type Disturbance =
  | { kind: 'restart' | 'kill' | 'stop'; host: string; container: string }
  /** Restarts the host's engine. */
  | { kind: 'engine'; host: string }
  /** Takes the host off its wires, or off one of them. */
  | { kind: 'cut'; host: string; wire?: string }
  /** Drains a node, asked of a manager on `host`. */
  | { kind: 'drain'; host: string; node: string }
