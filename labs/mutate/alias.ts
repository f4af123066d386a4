import { containersOf, givenAliases } from './containers.ts'
import { chosenAddress, join, leave } from './joining.ts'
import type { MutationKind } from './mutation.ts'

export const alias: MutationKind = {
  kind: 'forget',
  summary: 'A container is on its network without its further names',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      Object.entries(container.endpoints)
        .filter(([, { aliases }]) => givenAliases(container.id, aliases).length > 0)
        .map(([network]) => ({
          name: `forget aliases of container ${host.label(name)} on ${network}`,
          break: [
            `address=$(${chosenAddress(network, name)}); echo "$address"`,
            leave(network, name),
            join(network, name, container, '$address', false),
          ].join('\n'),
          mend: [leave(network, name), join(network, name, container, '$1')].join('\n'),
        })),
    ),
}
