import { quote } from '../exchange/shell.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

export const stop: MutationKind = {
  kind: 'stop',
  summary: 'A container that runs is stopped',
  of: (host) =>
    containersOf(host)
      .filter(([, { status }]) => status === 'running')
      .map(([name]) => ({
        name: `stop container ${host.label(name)}`,
        break: `docker stop -t 0 ${quote(name)}`,
        mend: `docker start ${quote(name)}`,
      })),
}
