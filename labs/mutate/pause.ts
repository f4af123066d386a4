import { quote } from '../exchange/shell.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

export const pause: MutationKind = {
  kind: 'pause',
  summary: 'A container that runs is frozen',
  of: (host) =>
    containersOf(host)
      .filter(([, { status }]) => status === 'running')
      .map(([name]) => ({
        name: `pause container ${host.label(name)}`,
        break: `docker pause ${quote(name)}`,
        mend: `docker unpause ${quote(name)}`,
      })),
}
