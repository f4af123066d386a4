import { scramble } from './scramble.ts'
import { NOTHING, type MutationKind } from './mutation.ts'
import { opened, unlessEmpty, volumesOf } from './volumes.ts'

/** More files than anybody made by hand are a program's own, such as a database's, which would not survive. */
const FEW = 40

export const volumeContent: MutationKind = {
  kind: 'change',
  summary: 'The files of a volume hold something else',
  of: (host) =>
    volumesOf(host).map(({ name, label }) => ({
      name: `change content of volume ${label}`,
      break: [
        opened(name),
        unlessEmpty,
        `n=$(find "$p" -type f -size +0 | wc -l); [ $n -gt 0 ] && [ $n -le ${FEW} ] || exit ${NOTHING}`,
        'cp -a "$p" "$kept"',
        `find "$p" -type f -size +0 | while IFS= read -r f; do ${scramble('$f')}; done`,
      ].join('\n'),
      mend: [opened(name), 'cp -a "$kept/." "$p/"', 'rm -r "$kept"'].join('\n'),
    })),
}
