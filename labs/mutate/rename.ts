import { quote } from '../exchange/shell.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

export const rename: MutationKind = {
  kind: 'rename',
  summary: 'A container has another name',
  of: (host) =>
    containersOf(host).map(([name]) => ({
      name: `rename container ${host.label(name)}`,
      break: `docker rename ${quote(name)} ${quote(`${name}-renamed`)}`,
      mend: `docker rename ${quote(`${name}-renamed`)} ${quote(name)}`,
    })),
}
