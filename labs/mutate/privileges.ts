import { madeAnew } from './anew.ts'
import { containersOf } from './containers.ts'
import type { MutationKind } from './mutation.ts'

const option = 'no-new-privileges'

/** Which containers have it is no part of the vocabulary: each is asked when it would be broken. */
export const privileges: MutationKind = {
  kind: 'allow',
  summary: 'A container was made without no-new-privileges',
  of: (host) =>
    (host.mentions(option) ? containersOf(host) : []).map(([name, container]) =>
      madeAnew(host, name, container, {
        name: (label) => `allow container ${label} new privileges`,
        with: {},
        withoutSecurity: option,
      }),
    ),
}
