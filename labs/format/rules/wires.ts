import { wrongKey, wrongValue } from '../diagnostics.ts'
import { advise } from '../suggest.ts'
import type { Rule } from './rule.ts'

/** Wires that hosts are on, and paths that files have. */
export const wires: Rule = (lab) =>
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
