/** Files inside a container that checks look at. */
import { quote } from '../exchange/shell.ts'
import { NOTHING, type Mutation, type MutationKind, type SolvedHost } from './mutation.ts'
import { scramble } from './scramble.ts'

const kept = '/var/lib/slipway/kept'

function inContainers(
  host: SolvedHost,
  verb: string,
  change: (at: string) => string,
): Omit<Mutation, 'host'>[] {
  return host.places.flatMap(({ container, path }) => {
    if (container === undefined || host.state.containers[container] === undefined) return []
    const at = quote(`${container}:${path}`)
    return {
      name: `${verb} ${path} in container ${host.label(container)}`,
      break: [
        `mkdir -p ${kept}`,
        // Read-only places and files that are not there are no elements.
        `docker cp ${at} ${kept}/it 2>/dev/null && [ -f ${kept}/it ] && docker cp -a ${kept}/it ${at} 2>/dev/null || { rm -rf ${kept}; exit ${NOTHING}; }`,
        change(at),
      ].join('\n'),
      mend: [`docker cp -a ${kept}/it ${at}`, `rm -r ${kept}`].join('\n'),
    }
  })
}

export const containerFile: MutationKind = {
  kind: 'change',
  summary: 'A file in a container holds something else',
  of: (host) =>
    inContainers(host, 'change', (at) =>
      [
        `[ -s ${kept}/it ] || { rm -r ${kept}; exit ${NOTHING}; }`,
        `cp -a ${kept}/it ${kept}/other; f=${kept}/other; ${scramble('$f')}`,
        `docker cp -a ${kept}/other ${at}`,
      ].join('\n'),
    ),
}
