/** Everything `npm test` runs, in order: what is quick to fail comes first. */
import { check, runProject } from './programs.ts'
import type { Setup } from './setups.ts'
import { sum, type Tally } from './tally.ts'

export const groups = ['unit', 'docker', 'browser'] as const
export type Group = (typeof groups)[number]

export interface Stage {
  name: string
  group: Group
  needs: readonly Setup[]
  run(): Promise<Tally>
}

export const stages: readonly Stage[] = [
  {
    name: 'types, components, formatting',
    group: 'unit',
    needs: [],
    run: async () =>
      sum(
        await Promise.all([
          check('tsc', ['--noEmit']),
          check('svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human']),
          check('prettier', ['--check', '--log-level', 'warn', '.']),
        ]),
      ),
  },
  { name: 'units and rules', group: 'unit', needs: [], run: () => runProject('unit') },
  {
    name: 'real engines, and every lab proved',
    group: 'docker',
    needs: ['engine'],
    run: () => runProject('docker', { again: true }),
  },
  {
    name: 'a real browser',
    group: 'browser',
    needs: ['engine', 'chromium', 'pages'],
    run: () => runProject('browser', { again: true }),
  },
]
