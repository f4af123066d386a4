/** Files of a host that checks look at: gone, cut off, or with another content. */
import { quote } from '../exchange/shell.ts'
import { NOTHING, type Mutation, type MutationKind, type SolvedHost } from './mutation.ts'
import { scramble } from './scramble.ts'

const kept = '/var/lib/slipway/kept'

function onFiles(
  host: SolvedHost,
  verb: string,
  test: string,
  change: (path: string) => string,
): Omit<Mutation, 'host'>[] {
  return host.places
    .filter(({ container }) => container === undefined)
    .map(({ path }) => ({
      name: `${verb} ${host.label(path)}`,
      break: [
        `[ ${test} ${quote(path)} ] || exit ${NOTHING}`,
        `mkdir -p ${kept} && cp -a ${quote(path)} ${kept}/it`,
        change(path),
      ].join('\n'),
      mend: [`rm -rf ${quote(path)}`, `cp -a ${kept}/it ${quote(path)}`, `rm -r ${kept}`].join(
        '\n',
      ),
    }))
}

export const fileGone: MutationKind = {
  kind: 'remove',
  summary: 'A file of a host is gone',
  of: (host) =>
    onFiles(host, 'remove', '-e', (path) => {
      // What is mounted there belongs to somebody else.
      return `! mountpoint -q ${quote(path)} || exit ${NOTHING}\nrm -r ${quote(path)}`
    }),
}

export const fileCut: MutationKind = {
  kind: 'truncate',
  summary: 'A file of a host ends half-way',
  of: (host) =>
    onFiles(host, 'truncate', '-s', (path) => {
      const file = quote(path)
      // An archive ends in zeros that nobody misses: half of what stands before them.
      const half = `perl -0777 -ne 's/\\0+\\z//; print length() >> 1' ${file}`
      return `[ -f ${file} ] || exit ${NOTHING}\ntruncate -s $(${half}) ${file}`
    }),
}

export const fileChanged: MutationKind = {
  kind: 'change',
  summary: 'A file of a host holds something else',
  of: (host) =>
    onFiles(host, 'change', '-s', (path) => {
      return `[ -f ${quote(path)} ] || exit ${NOTHING}\nf=${quote(path)}; ${scramble('$f')}`
    }),
}
