import { networkCommand } from '../exchange/script.ts'
import { quote } from '../exchange/shell.ts'
import { builtInNetworks } from '../topology/names.ts'
import type { ContainerState } from '../topology/state.ts'
import { chosenAddress, join, leave } from './joining.ts'
import type { MutationKind, SolvedHost } from './mutation.ts'

export const network: MutationKind = {
  kind: 'remove',
  summary: 'A network is gone, with the endpoints on it',
  of: (host) =>
    Object.entries(host.state.networks)
      .filter(([name]) => host.mentions(name) && !builtInNetworks.includes(name))
      .filter(([, { scope }]) => scope === 'local')
      .map(([name, wanted]) => {
        const members = membersOf(host, name)
        return {
          name: `remove network ${host.label(name)}`,
          break: [
            ...members.map(([member]) => `echo "$(${chosenAddress(name, member)})"`),
            ...members.map(([member]) => leave(name, member)),
            `docker network rm ${quote(name)} >/dev/null`,
          ].join('\n'),
          mend: [
            networkCommand(name, wanted),
            ...members.map(([member, container], line) =>
              join(name, member, container, `$(sed -n ${line + 1}p <<<"$1")`),
            ),
          ].join('\n'),
        }
      }),
}

function membersOf({ state }: SolvedHost, network: string): [string, ContainerState][] {
  return Object.entries(state.containers).filter(([, { endpoints }]) =>
    Object.hasOwn(endpoints, network),
  )
}
