import { quote } from '../exchange/shell.ts'
import type { ContainerState } from '../topology/state.ts'
import { containersOf } from './containers.ts'
import type { MutationKind, SolvedHost } from './mutation.ts'

export const rename: MutationKind = {
  kind: 'rename',
  summary: 'A container has another name',
  of: (host) =>
    renamable(host).map(([name]) => ({
      name: `rename container ${host.label(name)}`,
      break: `docker rename ${quote(name)} ${quote(`${name}-renamed`)}`,
      mend: `docker rename ${quote(`${name}-renamed`)} ${quote(name)}`,
    })),
}

/** The engine refuses to rename a container on a network that spans hosts. */
function renamable(host: SolvedHost): [string, ContainerState][] {
  return containersOf(host).filter(([, { endpoints }]) =>
    Object.keys(endpoints).every((network) => {
      const { scope } = host.state.networks[network] ?? {}
      return scope === undefined || scope === 'local'
    }),
  )
}
