/** Files of a host that checks look at: gone, cut off, or with another content. */
import { quote } from '../exchange/shell.ts'
import { NOTHING, type Mutation, type MutationKind, type SolvedHost } from './mutation.ts'
import { scramble } from './scramble.ts'

const kept = '/var/lib/slipway/kept'

interface Change {
  verb: string
  /** Bash: whether the file can be broken so. */
  can(file: string): string
  change(file: string): string
}

function onFiles(host: SolvedHost, { verb, can, change }: Change): Omit<Mutation, 'host'>[] {
  return host.places
    .filter(({ container }) => container === undefined)
    .map(({ path }) => {
      const file = quote(path)
      return {
        name: `${verb} ${host.label(path)}`,
        break: [
          `${can(file)} || exit ${NOTHING}`,
          `rm -rf ${kept} && mkdir -p ${kept} && cp -a ${file} ${kept}/it`,
          change(file),
        ].join('\n'),
        mend: [`rm -rf ${file}`, `cp -a ${kept}/it ${file}`, `rm -r ${kept}`].join('\n'),
      }
    })
}

export const fileGone: MutationKind = {
  kind: 'remove',
  summary: 'A file of a host is gone',
  of: (host) =>
    onFiles(host, {
      verb: 'remove',
      // What is mounted there belongs to somebody else.
      can: (file) => `{ [ -e ${file} ] && ! mountpoint -q ${file}; }`,
      change: (file) => `rm -r ${file}`,
    }),
}

const hasContent = (file: string) => `{ [ -f ${file} ] && [ -s ${file} ]; }`

export const fileCut: MutationKind = {
  kind: 'truncate',
  summary: 'A file of a host ends half-way',
  of: (host) =>
    onFiles(host, {
      verb: 'truncate',
      can: hasContent,
      // An archive ends in zeros that nobody misses: half of what stands before them.
      change: (file) =>
        `truncate -s $(perl -0777 -ne 's/\\0+\\z//; print length() >> 1' ${file}) ${file}`,
    }),
}

export const fileChanged: MutationKind = {
  kind: 'change',
  summary: 'A file of a host holds something else',
  of: (host) =>
    onFiles(host, {
      verb: 'change',
      can: hasContent,
      change: (file) => `f=${file}; ${scramble('$f')}`,
    }),
}
