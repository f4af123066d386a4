import type { MutationKind } from './mutation.ts'
import { opened, unlessEmpty, volumesOf } from './volumes.ts'

export const volumeEmpty: MutationKind = {
  kind: 'empty',
  summary: 'A volume has lost what it held',
  of: (host) =>
    volumesOf(host).map(({ name, label }) => ({
      name: `empty volume ${label}`,
      break: [
        opened(name),
        unlessEmpty,
        'mkdir "$kept" && find "$p" -mindepth 1 -maxdepth 1 -exec mv -t "$kept" {} +',
      ].join('\n'),
      mend: [
        opened(name),
        'find "$p" -mindepth 1 -delete',
        'find "$kept" -mindepth 1 -maxdepth 1 -exec mv -t "$p" {} +',
        'rmdir "$kept"',
      ].join('\n'),
    })),
}
