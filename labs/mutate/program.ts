/** What a container runs, where a goal wishes it. */
import { madeAnew } from './anew.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

export const variable: MutationKind = {
  kind: 'unset',
  summary: 'A container was made without one of its variables',
  of: (host) =>
    containersOf(host).flatMap(([name, container]) =>
      Object.keys(container.environment)
        .filter((key) => host.mentions(key) && host.wishes(name, 'environment'))
        .map((key) => {
          const { [key]: _, ...others } = container.environment
          return madeAnew(host, name, container, {
            name: (label) => `unset ${key} of container ${label}`,
            with: { environment: others },
          })
        }),
    ),
}

export const program: MutationKind = {
  kind: 'misguide',
  summary: 'A container runs another command',
  of: (host) =>
    containersOf(host)
      .filter(([name]) => host.wishes(name, 'command'))
      .map(([name, container]) =>
        madeAnew(host, name, container, {
          name: (label) => `misguide container ${label} with another command`,
          with: { command: ['sleep', '86400'] },
        }),
      ),
}
