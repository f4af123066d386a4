import { volumeCommand } from '../exchange/script.ts'
import { quote } from '../exchange/shell.ts'
import type { MutationKind } from './mutation.ts'
import { opened, volumesOf } from './volumes.ts'

/** The engine refuses to remove a volume that a container has, so only those without one can go. */
export const volumeGone: MutationKind = {
  kind: 'remove',
  summary: 'A volume that no container has is gone',
  of: (host) =>
    volumesOf(host)
      .filter(({ unused }) => unused)
      .flatMap(({ name, label }) => {
        const wanted = host.state.volumes[name]
        if (wanted === undefined) return []
        return {
          name: `remove volume ${label}`,
          break: [
            opened(name),
            'cp -a "$p" "$kept"',
            `docker volume rm ${quote(name)} >/dev/null`,
          ].join('\n'),
          mend: [
            volumeCommand(name, wanted),
            opened(name),
            'cp -a "$kept/." "$p/"',
            'rm -r "$kept"',
          ].join('\n'),
        }
      }),
}
