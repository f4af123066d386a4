import { quote } from '../exchange/shell.ts'
import type { MutationKind } from './mutation.ts'

/** The engine refuses to remove one that a service has, and gives no content back: there is no mending it. */
export const secretGone: MutationKind = {
  kind: 'remove',
  summary: 'A secret that no service has is gone',
  of: ({ state: { swarm }, host, mentions, label }) => {
    if (swarm?.leader !== host) return []
    const used = Object.values(swarm.services).flatMap(({ secrets }) =>
      secrets.map(({ source }) => source),
    )
    return Object.keys(swarm.secrets)
      .filter((name) => mentions(name) && !used.includes(name))
      .map((name) => ({
        name: `remove secret ${label(name)}`,
        break: `docker secret rm ${quote(name)} >/dev/null`,
      }))
  },
}
