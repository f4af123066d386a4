import { containersOf } from './containers.ts'
import { chosenAddress, join, leave } from './joining.ts'
import type { MutationKind } from './mutation.ts'

/** Networks of the engine that no container can leave. */
const fast = ['host', 'none']

export const disconnect: MutationKind = {
  kind: 'disconnect',
  summary: 'A container is taken off a network',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      Object.keys(container.endpoints)
        .filter((network) => !fast.includes(network) && host.mentions(network))
        .map((network) => ({
          name: `disconnect container ${host.label(name)} from ${network}`,
          break: `${chosenAddress(network, name)} && ${leave(network, name)}`,
          mend: join(network, name, container, '$1'),
        })),
    ),
}
