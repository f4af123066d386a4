/** What a goal asks for where the author took a property away: what Docker does where nothing is said. */
import { refuse } from './refusal.ts'
import type { Kind } from './lab.ts'
import type { Value } from './value.ts'

const unsaid: Record<Kind, Record<string, Value>> = {
  network: { driver: 'bridge', internal: false, attachable: false, enable_ipv6: false },
  volume: { driver: 'local' },
  container: {
    ...{ networks: [], network_mode: 'bridge', restart: 'no', read_only: false },
    ...{ privileged: false, tty: false, stdin_open: false },
    ...{ mem_limit: 0, cpus: 0, pids_limit: 0 },
  },
  service: { networks: [] },
  secret: {},
}

/** Refuses where what comes then is up to an image or to the engine. */
export function cleared(kind: Kind, name: string, key: string): Value {
  const value = unsaid[kind][key]
  if (value !== undefined) return value
  return refuse(
    `A goal cannot ask that ${kind} \`${name}\` has no \`${key}\`: what it has then is not said. Write the value that is wanted, or add a check of kind inspect.`,
  )
}
