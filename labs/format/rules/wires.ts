import { wrongKey, wrongValue } from '../diagnostics.ts'
import { advise } from '../suggest.ts'
import type { Rule } from './rule.ts'

/** Wires that hosts are on, and paths that files have. */
export const wires: Rule = (lab) => [...onWires(lab), ...inSwarm(lab)]

const onWires: Rule = (lab) =>
  Object.entries(lab.hosts).flatMap(([host, fields]) => {
    const known = lab.wires ?? []
    const unknown = (fields?.wires ?? []).flatMap((wire, index) =>
      known.includes(wire)
        ? []
        : [
            wrongValue(
              'unknown-wire',
              ['hosts', host, 'wires', index],
              `There is no wire \`${wire}\`.`,
              advise(wire, known, 'Wires, from the key `wires` at the top'),
            ),
          ],
    )
    const relative = Object.keys(fields?.files ?? {})
      .filter((path) => !path.startsWith('/') || path.split('/').includes('..'))
      .map((path) =>
        wrongKey(
          'bad-value',
          ['hosts', host, 'files', path],
          `\`${path}\` is not an absolute path.`,
          'Begin it with a slash.',
        ),
      )
    return [...unknown, ...relative]
  })

/** A host says in the swarm that it is found on its first wire: the others have to be on it, too. */
const inSwarm: Rule = (lab) => {
  const members = Object.entries(lab.hosts).filter(([, fields]) => fields?.swarm !== undefined)
  const [first, ...others] = members.map(([host, fields]) => ({ host, wire: fields?.wires?.[0] }))
  return others
    .filter(({ wire }) => wire !== first?.wire)
    .map(({ host, wire }) => {
      const path = wire === undefined ? ['swarm'] : ['wires', 0]
      return wrongValue(
        'swarm-wires',
        ['hosts', host, ...path],
        `The first wire of \`${host}\` is not that of \`${first?.host ?? ''}\`, so they cannot meet in a swarm.`,
        `A host is known in its swarm by its address on its first wire: begin \`wires\` with \`${first?.wire ?? 'the same wire'}\`.`,
      )
    })
}
